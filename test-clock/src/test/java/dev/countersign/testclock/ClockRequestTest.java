package dev.countersign.testclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockRequestTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 660, -1, 315_619_200, -315_619_200})
    void takesAnIntegerWithinTenYears(long seconds) {
        assertThat(ClockRequest.parse(body("{\"offsetSeconds\": " + seconds + "}")))
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "7",
                "null",
                "{\"offsetSeconds\": null}",
                "{\"offsetSeconds\": \"60\"}",
                "{\"offsetSeconds\": 1.5}",
                "{\"offsetSeconds\": 315619201}",
                "{\"offsetSeconds\": -315619201}",
                "{\"offsetSeconds\": 99999999999999999999999999}",
                "{\"offsetSeconds\": 1e400000000}",
                "{\"offsetSeconds\": 60, \"more\": 1}",
                "{\"offsetSeconds\": 60, \"offsetSeconds\": 61}",
                "{\"offsetSeconds\": 60} x",
                "{\"offsetSeconds\": 60",
                "{\"seconds\": 60}"
            })
    void refusesEverythingElse(String text) {
        assertThat(ClockRequest.parse(body(text))).isEmpty();
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
