package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strictness of RFC 8259 section 4 and 8.1, and ours. */
class JsonBodyTest {

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

    @Test
    void readsAnObject() {
        JsonFields fields = JsonBody.readObject(JSON, body("{\"code\":\"042042\"}"));

        assertThat(fields.only("code").getString("code")).isEqualTo("042042");
    }

    @Test
    void aBodyThatMayBeLeftOutIsReadIfATypeIsNamed() {
        assertThat(JsonBody.readObjectOrNone(null, body("")).findString("a")).isEmpty();
        assertThat(JsonBody.readObjectOrNone(JSON, body("{\"a\":\"b\"}")).findString("a"))
                .contains("b");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> JsonBody.readObjectOrNone(JSON, body("")));
    }

    /** What somebody wrote there would be left out without a word. */
    @Test
    void aBodyThatMayBeLeftOutIsNotLeftOutForWantOfAType() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> JsonBody.readObjectOrNone(null, body("{\"a\":\"b\"}")));

        assertThat(refused).isNotNull();
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"a\":\"1\",\"a\":\"2\"}",
                "{\"a\":01}",
                "{\"a\":\"1\"} x",
                "\uFEFF{}",
                "{'a':'1'}",
            })
    void refusesWhatIsNoObject(String text) {
        assertThat(codeOf(JSON, body(text))).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

        assertThat(codeOf(JSON, body(deep))).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void refusesOctetsThatAreNoUtf8() {
        InputStream latin = new ByteArrayInputStream("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(codeOf(JSON, latin)).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void takesTheLargestBodyAndRefusesOneOctetMore() {
        String frame = "{\"a\":\"\"}";
        String largest = "{\"a\":\"" + "x".repeat(JsonBody.SMALL - frame.length()) + "\"}";

        assertThat(JsonBody.readObject(JSON, body(largest)).getString("a")).hasSize(JsonBody.SMALL - frame.length());
        assertThat(codeOf(JSON, body(largest + " "))).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void takesJsonInUtf8Alone() {
        assertThat(codeOf(null, body("{}"))).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(codeOf(MediaType.TEXT_PLAIN_TYPE, body("{}"))).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(codeOf(MediaType.WILDCARD_TYPE, body("{}"))).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(codeOf(new MediaType("application", "json", "utf-16"), body("{}")))
                .isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        MediaType spelled = new MediaType("application", "json", Map.of("charset", "UTF-8"));
        assertThat(JsonBody.readObject(spelled, body("{}")).findString("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":42042}", "{\"a\":null}", "{\"a\":[\"x\"]}", "{\"a\":true}", "{\"a\":1e400}"})
    void convertsNothingToAString(String text) {
        JsonFields fields = JsonBody.readObject(JSON, body(text));

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> fields.getString("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"x\\u0000\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"line\\nbreak\"}"})
    void refusesCharactersThatAreNoText(String text) {
        JsonFields fields = JsonBody.readObject(JSON, body(text));

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> fields.getString("a"));
    }

    @Test
    void refusesFieldsThatNobodyReads() {
        JsonFields fields = JsonBody.readObject(JSON, body("{\"code\":\"1\",\"__proto__\":{}}"));

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> fields.only("code"));
    }

    private static ProblemCode codeOf(@Nullable MediaType type, InputStream body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> JsonBody.readObject(type, body));
        assertThat(refused).isNotNull();
        return refused.problem().code();
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
