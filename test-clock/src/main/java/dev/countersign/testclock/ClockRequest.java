package dev.countersign.testclock;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads the body {@code {"offsetSeconds": n}}: exactly this member, an integer within {@link AdjustableClock#LIMIT}. */
final class ClockRequest {

    private static final BigDecimal LIMIT_SECONDS = BigDecimal.valueOf(AdjustableClock.LIMIT.toSeconds());

    private ClockRequest() {}

    /** The offset asked for, or empty where the body is anything else. */
    static Optional<Duration> parse(InputStream body) {
        try (JsonParser parser = Json.createParserFactory(Map.of()).createParser(body, StandardCharsets.UTF_8)) {
            return read(parser);
        } catch (JsonException | NoSuchElementException | ArithmeticException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> read(JsonParser parser) {
        boolean opens = parser.next() == Event.START_OBJECT
                && parser.next() == Event.KEY_NAME
                && parser.getString().equals("offsetSeconds")
                && parser.next() == Event.VALUE_NUMBER
                && parser.isIntegralNumber();
        if (!opens) {
            return Optional.empty();
        }
        BigDecimal seconds = parser.getBigDecimal();
        boolean inRange = seconds.abs().compareTo(LIMIT_SECONDS) <= 0;
        boolean ends = parser.next() == Event.END_OBJECT && !parser.hasNext();
        return inRange && ends ? Optional.of(Duration.ofSeconds(seconds.longValueExact())) : Optional.empty();
    }
}
