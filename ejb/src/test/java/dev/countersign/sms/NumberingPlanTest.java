package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.sms.NumberReading.Mobile;
import dev.countersign.sms.NumberReading.Reason;
import dev.countersign.sms.NumberReading.Unusable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of our own, and more of them where the folder of shared vectors is at hand. */
class NumberingPlanTest {

    @ParameterizedTest
    @MethodSource("dev.countersign.sms.E164Vectors#normalised")
    void readsEverySpellingAsTheSameNumber(E164Vectors.Spelling spelling) {
        NumberReading reading = NumberingPlan.read(spelling.typed(), spelling.country());

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Mobile.class,
                        mobile -> assertThat(mobile.number().value()).isEqualTo(spelling.e164()));
    }

    @Test
    void listsTheCountriesOfPlansByTheirCodes() {
        List<Country> countries = NumberingPlan.listCountries();

        assertThat(countries).contains(new Country("DE", 49), new Country("US", 1), new Country("CA", 1));
        assertThat(countries)
                .extracting(Country::code)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
        assertThat(countries)
                .allMatch(country -> country.callingCode() > 0 && country.code().matches("[A-Z]{2}"));
    }

    @Test
    void eachCountryThatIsListedIsOne() {
        assertThatCode(() ->
                        NumberingPlan.listCountries().forEach(country -> NumberingPlan.requireCountry(country.code())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "XX", "ZZ", "QQ", "AQ", "001", "gb", "GBR", "G", "", "F1"})
    void othersAreRefusedWithWhatToWrite(String code) {
        assertThatThrownBy(() -> NumberingPlan.requireCountry(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GB");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.sms.E164Vectors#mobile")
    void takesMobileNumbersOfEveryCountry(String e164) {
        assertThat(new E164Number(e164).value()).isEqualTo(e164);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.sms.E164Vectors#invalid")
    void refusesWhatIsNoNumber(String typed) {
        assertThat(NumberingPlan.read(typed, Optional.empty())).isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.sms.E164Vectors#notMobile")
    void refusesNumbersThatNoSmsShouldGoTo(String e164) {
        assertThat(NumberingPlan.read(e164, Optional.empty())).isEqualTo(new Unusable(Reason.NOT_MOBILE));
        assertThatThrownBy(() -> new E164Number(e164)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "+49 (0) 151 12345678, -, true",
                "0049 0151 12345678, -, true",
                "+49 151 12345678, -, false",
                "0151 12345678, DE, false",
                "+44 (0)7700 900123, FR, true",
                "+39 312 345 6789, -, false"
            })
    void tellsOfATrunkZeroBehindTheCountryCode(String typed, String country, boolean removed) {
        NumberReading reading = NumberingPlan.read(typed, Optional.ofNullable(country));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Mobile.class,
                        mobile -> assertThat(mobile.trunkPrefixRemoved()).isEqualTo(removed));
    }

    @ParameterizedTest
    @CsvSource({"+4915112345678, DE", "+447700900123, GB", "+12015550123, US", "+15062345678, CA", "+41781234567, CH"})
    void namesTheCountryOfTheNumber(String typed, String country) {
        assertThat(NumberingPlan.read(typed, Optional.of("FR")))
                .isInstanceOfSatisfying(
                        Mobile.class, mobile -> assertThat(mobile.country()).isEqualTo(country));
        assertThat(NumberingPlan.findCountry(typed)).contains(country);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "015112345678, -, COUNTRY_MISSING",
                "015112345678, de, COUNTRY_UNKNOWN",
                "015112345678, XX, COUNTRY_UNKNOWN",
                "+999123456789, -, COUNTRY_CODE_UNKNOWN",
                "+015112345678, -, COUNTRY_CODE_UNKNOWN",
                "+4915112345678901234, -, TOO_LONG",
                "110, DE, NOT_ASSIGNED",
                "911, US, NOT_ASSIGNED",
                "+4915112345, -, NOT_ASSIGNED",
                "030 123456, DE, NOT_MOBILE",
                "+49-ANNA, -, NOT_A_NUMBER"
            })
    void saysWhyANumberCannotBeUsed(String typed, String country, Reason reason) {
        assertThat(NumberingPlan.read(typed, Optional.ofNullable(country))).isEqualTo(new Unusable(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4915112345678", "+49 15112345678", "+49015112345678", "+4930123456", "", "+"})
    void existsInOneFormAlone(String value) {
        assertThatThrownBy(() -> new E164Number(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextOfAnyLength() {
        assertThat(NumberingPlan.read("+49151" + " ".repeat(100_000) + "12345678", Optional.empty()))
                .isEqualTo(new Unusable(Reason.NOT_A_NUMBER));
    }

    @Test
    void showsFourDigits() {
        assertThat(new E164Number("+4915112345678")).hasToString("•••• 5678");
    }
}
