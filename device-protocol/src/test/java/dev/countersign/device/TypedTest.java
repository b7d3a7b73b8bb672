package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read and type: challenges, responses, activation codes. */
class TypedTest {

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {99_999, 1_000_000, 0, -100_000})
    void noChallengeLiesOutside(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Challenge(number));
    }

    @Test
    void aChallengeIsReadInThreesAndAResponseInFours() {
        assertThat(new Challenge(123_456).grouped()).isEqualTo("123 456");
        assertThat(new Response("01234567").grouped()).isEqualTo("0123 4567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100000",
                "100 000",
                " 100-000 ",
                "100\u00a0000",
                "100\u202f000",
                "100\u2013000",
                "100\u2212000",
                "\uff11\uff10\uff10\u3000\uff10\uff10\uff10",
                "100\uff0d000",
                "100000\n"
            })
    void aTypedChallengeIsForgiven(String typed) {
        assertThat(Challenge.parse(typed)).contains(new Challenge(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10000",
                "1000000",
                "099999",
                "10000a",
                "100.000",
                "+100000",
                "\u0661\u0660\u0660\u0660\u0660\u0660",
                "100000\u200b"
            })
    void aTypedChallengeIsNotGuessed(String typed) {
        assertThat(Challenge.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01234567", "0123 4567", "0123-4567", " 01 23 45 67 "})
    void aTypedResponseIsTakenWithBlanksAndHyphens(String typed) {
        assertThat(Response.parse(typed)).contains(new Response("01234567"));
    }

    /** As the server takes every code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "012345678",
                "0123456a",
                "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17",
                "0123\u00a04567",
                "01234567\n"
            })
    void nothingElseIsForgivenInAResponse(String typed) {
        assertThat(Response.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "123456789", "1234567a", "1234 567"})
    void aResponseHasEightDigits(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Response(digits));
    }

    @Test
    void activationCodesUseTheWholeAlphabetOnEachPlace() {
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 2_000; round++) {
            String characters = ActivationCode.random(random).characters();
            assertThat(characters).matches("[0-9A-HJKMNP-TV-Z]{12}");
            for (int place = 0; place < 12; place++) {
                seen.add(place + ":" + characters.charAt(place));
            }
        }

        assertThat(seen).hasSize(12 * 32);
    }

    @Test
    void anActivationCodeIsReadInFours() {
        assertThat(new ActivationCode("0123456789AB").grouped()).isEqualTo("0123-4567-89AB");
    }

    @ParameterizedTest
    @CsvSource({
        "0123-4567-89AB, 0123456789AB",
        "0123 4567 89ab, 0123456789AB",
        "oOiI-lLzZ-vVwW, 001111ZZVVWW",
        "'  7KQ3\u2013m9xv\u20142cht ', 7KQ3M9XV2CHT",
        "\uff10\uff11\uff12\uff13\uff0d\uff21\uff22\uff43\uff44\uff0d\uff2f\uff29\uff4c\uff5a, 0123ABCD011Z"
    })
    void aTypedActivationCodeIsFolded(String typed, String characters) {
        assertThat(ActivationCode.parse(typed)).contains(new ActivationCode(characters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789A",
                "0123456789ABC",
                "0123456789AU",
                "0123456789Au",
                "0123456789A!",
                "0123456789\u00df",
                "0123456789A\u0131",
                "0123456789A\u017f"
            })
    void whatIsNoActivationCodeIsNone(String typed) {
        assertThat(ActivationCode.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789AO", "0123456789AI", "0123456789AL", "0123456789AU", "0123456789ab", "0123-4567-89A"})
    void anActivationCodeHasOneWriting(String characters) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivationCode(characters));
    }

    @Test
    void aLocatorNamesItsCodeAndNoOther() {
        Octets locator = new ActivationCode("0123456789AB").locator();

        assertThat(locator.length()).isEqualTo(16);
        assertThat(ActivationCode.parse("ol23 4567 89ab").map(ActivationCode::locator))
                .isEqualTo(Optional.of(locator));
        assertThat(new ActivationCode("0123456789AC").locator()).isNotEqualTo(locator);
    }

    @Test
    void noneIsPrinted() {
        assertThat(new Challenge(123_456)).hasToString("Challenge[******]");
        assertThat(new Response("12345678")).hasToString("Response[********]");
        assertThat(new ActivationCode("0123456789AB")).hasToString("ActivationCode[************]");
    }
}
