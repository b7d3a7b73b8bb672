package dev.countersign.testclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeRequestTest {

    @Test
    void readsTheDigits() {
        assertThat(read("{\"challenge\": \"00000000\"}")).contains("00000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"challenge\": 100000}",
                "{\"challenge\": \"12 456\"}",
                "{\"challenge\": \"123\"}"
            })
    void takesNothingElse(String body) {
        assertThat(read(body)).isEmpty();
    }

    private static Optional<String> read(String body) {
        return ChallengeServlet.challenge(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
