package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6750 section 2.1; the scheme's case does not count (RFC 9110 section 11.1). */
class BearerTest {

    @Test
    void theHeaderStandsOnce() {
        assertThat(Bearer.find(headers("Bearer abc"))).contains("abc");
        assertThat(Bearer.orNone(headers("Bearer abc"))).isEqualTo("abc");
        assertThat(Bearer.find(headers("Bearer abc", "Bearer abc"))).isEmpty();
        assertThat(Bearer.find(headers())).isEmpty();
        assertThat(Bearer.find(SentHeader.answering(HttpHeaders.AUTHORIZATION, null)))
                .isEmpty();
        assertThat(Bearer.orNone(headers())).isEmpty();
    }

    private static HttpHeaders headers(String... values) {
        return SentHeader.of(HttpHeaders.AUTHORIZATION, values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc.DEF_-~+/=", "bearer abc.DEF_-~+/=", "BEARER  abc.DEF_-~+/="})
    void findsTheSecret(String header) {
        assertThat(Bearer.find(header)).contains("abc.DEF_-~+/=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer a,Bearer b", "Bearerabc", "Bearer é"
            })
    void findsNothingElse(String header) {
        assertThat(Bearer.find(header)).isEmpty();
    }
}
