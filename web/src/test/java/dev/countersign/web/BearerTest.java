package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        assertThat(Bearer.find(answering(null))).isEmpty();
        assertThat(Bearer.orNone(headers())).isEmpty();
    }

    private static HttpHeaders headers(String... values) {
        return answering(List.of(values));
    }

    /** A container may tell of a header that was not sent by an empty list or by none. */
    private static HttpHeaders answering(@Nullable List<String> values) {
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(), new Class<?>[] {HttpHeaders.class}, (self, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo("getRequestHeader");
                    assertThat(arguments).containsExactly(HttpHeaders.AUTHORIZATION);
                    return values;
                });
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
