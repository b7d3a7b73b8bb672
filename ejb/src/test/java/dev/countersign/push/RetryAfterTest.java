package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 10.2.3. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");

    @ParameterizedTest
    @CsvSource({
        "30, PT30S",
        "0, PT0S",
        "'Wed, 21 Oct 2026 07:28:00 GMT', PT1M",
        "'Wed, 21 Oct 2026 07:27:00 GMT', PT0S",
        "'Wed, 21 Oct 2015 07:28:00 GMT', PT0S"
    })
    void takesSecondsAndDates(String header, Duration wait) {
        assertThat(RetryAfter.of(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999", "2026-10-21T07:28:00Z"})
    void whatIsNeitherIsNotThere(String header) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(Optional.empty());
    }
}
