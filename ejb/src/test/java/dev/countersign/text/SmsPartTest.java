package dev.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3GPP TS 23.038. */
class SmsPartTest {

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
}
