package dev.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3GPP TS 23.038. */
class SmsPartTest {

    private static final int ESCAPE = 0x1b;

    @ParameterizedTest
    @CsvSource({"a, 160", "ü, 160", "@, 160", "[, 80", "€, 80", "á, 70", "ж, 70", "码, 70"})
    void holdsSoManyOfACharacterAndNoMore(String character, int most) {
        assertThat(SmsPart.holds(character.repeat(most))).isTrue();
        assertThat(SmsPart.holds(character.repeat(most + 1))).isFalse();
    }

    @Test
    void oneForeignCharacterHasTheWholeTextCountedByIt() {
        assertThat(SmsPart.holds("a".repeat(69) + "á")).isTrue();
        assertThat(SmsPart.holds("a".repeat(70) + "á")).isFalse();
    }

    @Test
    void countsTheWholeAlphabetAsTheGatewayEncodesItAndNothingElse() {
        assertThat(holdingJust(160)).isEqualTo(table("default_alphabet"));
        assertThat(holdingJust(80)).isEqualTo(table("extension_table"));
    }

    private static List<String> holdingJust(int most) {
        return IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(unit -> String.valueOf((char) unit))
                .filter(character ->
                        SmsPart.holds(character.repeat(most)) && !SmsPart.holds(character.repeat(most + 1)))
                .toList();
    }

    private static List<String> table(String name) {
        return Vectors.read("gsm0338.json").getJsonArray(name).getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getInt("code") != ESCAPE)
                .map(entry -> entry.getString("char"))
                .sorted()
                .toList();
    }
}
