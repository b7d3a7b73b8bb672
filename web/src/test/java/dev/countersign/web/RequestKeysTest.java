package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.login.RequestKey;
import jakarta.ws.rs.core.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeysTest {

    private static final String KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    @Test
    void theKeyStandsInQuotesOrBare() {
        assertThat(RequestKeys.find(headers('"' + KEY + '"'))).contains(new RequestKey(KEY));
        assertThat(RequestKeys.find(headers(" " + KEY + " "))).contains(new RequestKey(KEY));
        assertThat(RequestKeys.find(headers())).isEmpty();
        assertThat(RequestKeys.find(SentHeader.answering(RequestKeys.HEADER, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\"\"", "1", "short-key", KEY + "\"", KEY + " " + KEY, KEY + "é"})
    void whatIsNoKeyIsRefusedAndNotLeftOut(String value) {
        assertRefused(headers(value));
    }

    @Test
    void twoKeysAreNone() {
        assertRefused(headers(KEY, KEY));
    }

    private static void assertRefused(HttpHeaders headers) {
        assertThatThrownBy(() -> RequestKeys.find(headers)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(refused.problem().detail().orElseThrow())
                    .startsWith("Idempotency-Key")
                    .doesNotContain(KEY);
        });
    }

    private static HttpHeaders headers(String... values) {
        return SentHeader.of(RequestKeys.HEADER, values);
    }
}
