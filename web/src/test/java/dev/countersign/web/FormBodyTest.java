package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as the URL Standard has them (application/x-www-form-urlencoded), with an end. */
class FormBodyTest {

    @Test
    void readsTheFieldOfThisName() {
        assertThat(read("token=abc.d-e_f")).containsExactly("abc.d-e_f");
        assertThat(read("token_type_hint=access_token&token=a%2Bb+c%3D")).containsExactly("a+b c=");
        assertThat(read("%74oken=a=b")).containsExactly("a=b");
        assertThat(read("token=a&token=b")).containsExactly("a", "b");
        assertThat(read("token=")).containsExactly("");
        assertThat(read("token")).containsExactly("");
        assertThat(read("")).isEmpty();
        assertThat(read("tokens=a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=%", "token=%zz", "%=a"})
    void refusesWhatIsNoForm(String form) {
        assertRefused(body(form), ProblemCode.MALFORMED);
    }

    @Test
    void refusesOctetsThatAreNoUtf8() {
        assertRefused(new ByteArrayInputStream(new byte[] {'t', (byte) 0xff}), ProblemCode.MALFORMED);
    }

    @Test
    void readsAsMuchAsABodyMayHaveAndNoMore() {
        String most = "token=" + "a".repeat(JsonBody.SMALL - "token=".length());

        assertThat(read(most)).hasSize(1);
        assertRefused(body(most + "a"), ProblemCode.TOO_LARGE);
    }

    private static void assertRefused(InputStream body, ProblemCode code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> FormBody.list(body, "token"))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    private static List<String> read(String form) {
        return FormBody.list(body(form), "token");
    }

    private static InputStream body(String form) {
        return new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8));
    }
}
