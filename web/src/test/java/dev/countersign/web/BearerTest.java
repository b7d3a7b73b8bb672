package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6750 section 2.1; the scheme's case does not count (RFC 9110 section 11.1). */
class BearerTest {

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
