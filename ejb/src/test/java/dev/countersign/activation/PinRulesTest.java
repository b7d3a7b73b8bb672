package dev.countersign.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which PINs are taken. */
class PinRulesTest {

    private static final LocalDate BORN = LocalDate.of(1984, 3, 5);
    private static final Guesses NOTHING = new Guesses(List.of(), Set.of());
    private static final Guesses KNOWN = new Guesses(
            List.of("demoa001", "+447700900123", "07700 900123", "C4X-19 77A", "12bSW1A 1AA", "SW1A 1AA12b"),
            DateLayouts.of(BORN));

    @ParameterizedTest
    @ValueSource(strings = {"7a=31", "2580", "a9b8c7", "!!!1", "~8~8x", "ab1c", "1357", "1!23"})
    void takesFourToSixCharactersWithADigit(String pin) {
        assertThat(PinRules.isTaken(pin, NOTHING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "258", "2580258", "abcd", "25 80", "258\u0661", "25\u00e90", "2580\n"})
    void takesNothingElse(String pin) {
        assertThat(PinRules.isTaken(pin, NOTHING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1111", "a1a1", "1212", "12121", "123123", "121121", "1234", "4321", "7890", "0987", "89012", "x1234",
                "1234x", "6543x1"
            })
    void refusesWhatRepeatsOrRuns(String pin) {
        assertThat(PinRules.isTaken(pin, NOTHING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1112", "1235", "123x4", "1213", "135790"})
    void takesWhatHardlyRepeatsOrRuns(String pin) {
        assertThat(PinRules.isTaken(pin, NOTHING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1984", "0503", "0305", "5384", "3584", "8453", "050384", "030584", "840305", "840503", "050384",
                "531984", "351984", "198453", "198435", "031984", "198403", "31984", "19843", "0384", "8403", "0584",
                "5.3.84", "5/3/84", "3/84", "84-3-5", "05.03", "5.3.", "5mar84", "mar84", "MAR84", "84mar", "5mar",
                "05-mar", "!1984"
            })
    void refusesEveryLayoutOfTheDateOfBirth(String pin) {
        assertThat(PinRules.isTaken(pin, NOTHING)).as("of a stranger").isTrue();
        assertThat(PinRules.isTaken(pin, KNOWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1985", "0504", "0603", "840306", "a1984", "19846", "5apr84", "050385"})
    void takesOtherDates(String pin) {
        assertThat(PinRules.isTaken(pin, KNOWN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oa001", "OA001", "7009", "00123", "00.123", "0770", "77009", "x-19", "4x-19", "1977a", "c4x1", "sw1a",
                "SW1A1", "w1a-1a", "12bsw", "1aa12b"
            })
    void refusesPartsOfNameNumbersDocumentsAndAddress(String pin) {
        assertThat(PinRules.isTaken(pin, KNOWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7a=31", "0012!4", "x1!9", "9!!!", "1b12b", "00124", "sw1b"})
    void takesWhatIsNoPartOfThem(String pin) {
        assertThat(PinRules.isTaken(pin, KNOWN)).isTrue();
    }

    @Test
    void theLayoutsOfADayWithTwoDigitsHaveNoShorterForm() {
        assertThat(DateLayouts.of(LocalDate.of(2001, 12, 31)))
                .contains("2001", "3112", "1231", "311201", "011231", "122001", "31dec", "dec01")
                .doesNotContain("31", "12", "01", "dec", "312001x");
    }

    @Test
    void dayAndMonthOfOneNumberAreTwoParts() {
        assertThat(DateLayouts.of(LocalDate.of(1999, 4, 4))).contains("0404", "44", "4499", "040499");
    }

    @Test
    void neitherNumbersNorDatesAreWritten() {
        assertThat(KNOWN.toString()).doesNotContain("1984", "7700", "19");
    }
}
