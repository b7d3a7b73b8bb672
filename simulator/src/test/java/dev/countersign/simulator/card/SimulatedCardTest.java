package dev.countersign.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buttons and display of cards, with the published vectors of what they compute. */
class SimulatedCardTest {

    private static final String KEY_20 = "3132333435363738393031323334353637383930";
    private static final String KEY_32 = KEY_20 + "313233343536373839303132";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC);

    @Test
    void asksForThePinThenTheChallengeAndShowsTheResponse() {
        SimulatedCard card = card("OCRA-1:HOTP-SHA1-6:QN08", KEY_20);
        SimulatedCard pinned = card("OCRA-1:HOTP-SHA256-8:QN08-PSHA1", KEY_32);

        assertThat(card.display()).isEmpty();
        assertThat(card.press("P")).isEqualTo("CHALLNG>");
        assertThat(card.press("1111111")).isEqualTo("CHALLNG>1111111");
        assertThat(card.press("1O")).as("RFC 6287 appendix C.1").isEqualTo("243178");
        assertThat(pinned.press("P")).isEqualTo("PIN>");
        assertThat(pinned.press("123")).isEqualTo("PIN>***");
        assertThat(pinned.press("O")).as("too short for a PIN").isEqualTo("PIN>***");
        assertThat(pinned.press("4O")).isEqualTo("CHALLNG>");
        assertThat(pinned.press("00000000O")).as("RFC 6287 appendix C.1").isEqualTo("83238735");
    }

    @Test
    void aWrongPinMakesAnAnswerLikeAnyOther() {
        SimulatedCard card = card("OCRA-1:HOTP-SHA256-8:QN08-PSHA1", KEY_32);

        assertThat(card.press("P1235O00000000O")).matches("[0-9]{8}").isNotEqualTo("83238735");
    }

    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "9, 520489"})
    void aCardWithACounterShowsItsNextCodeAtEachPress(long counter, String code) {
        SimulatedCard card = card("HOTP-SHA1-6", KEY_20);
        card.goTo(counter);

        assertThat(card.press("P")).as("RFC 4226 appendix D").isEqualTo(code);
        assertThat(card.counter()).isEqualTo(counter + 1);
    }

    @Test
    void aCardWithAClockShowsTheCodeOfTheTime() {
        SimulatedCard card = card("TOTP-SHA1-8-30S", KEY_20);

        assertThat(card.press("PP")).as("RFC 6238 appendix B").isEqualTo("94287082");
        assertThat(card.counter()).isZero();
    }

    @Test
    void digitsAreTakenBackAndAPressBeginsAnew() {
        SimulatedCard card = card("OCRA-1:HOTP-SHA256-8:QN08-PSHA1", KEY_32);

        assertThat(card.press("123")).as("it is off").isEmpty();
        assertThat(card.press("P12C")).isEqualTo("PIN>*");
        assertThat(card.press("CCC")).isEqualTo("PIN>");
        assertThat(card.press("12345O99")).isEqualTo("CHALLNG>99");
        assertThat(card.press("123456789")).as("as many as it takes").isEqualTo("CHALLNG>99123456");
        assertThat(card.press("P")).isEqualTo("PIN>");
    }

    @Test
    void whatIsNoButtonIsRefused() {
        SimulatedCard card = card("HOTP-SHA1-6", KEY_20);

        assertThatThrownBy(() -> card.press("X")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> card.press("1".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> card("HOTP-MD5-6", KEY_20)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SimulatedCard card(String suite, String key) {
        return new SimulatedCard(
                CardLine.readAll("serial,suite,secret\n1," + suite + "," + key).get(0), CLOCK);
    }
}
