package dev.countersign.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.sms.NumberingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A code that no country has is a slip. */
class JurisdictionCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"GB", "DE", "HK", "GG", "XK", "QM", "QZ"})
    void usersAndRulesBelongToCountriesAndForTrialsToNone(String code) {
        assertThatCode(() -> JurisdictionCode.requireOfUser(code)).doesNotThrowAnyException();
        assertThatCode(() -> JurisdictionCode.requireOfRule(code)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "EU", "XX", "AA", "QA1", "QL", "XA", "gb", "GBR", "G", ""})
    void othersAreRefusedWithWhatToWrite(String code) {
        assertThatThrownBy(() -> JurisdictionCode.requireOfUser(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GB")
                .hasMessageContaining("QM to QZ");
        assertThatThrownBy(() -> JurisdictionCode.requireOfRule(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "AC", "TA"})
    void whereNumbersAloneBelongThereAreRulesAndNoUsers(String code) {
        assertThatCode(() -> JurisdictionCode.requireOfRule(code)).doesNotThrowAnyException();
        assertThatThrownBy(() -> JurisdictionCode.requireOfUser(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersOfEveryCountryCanHaveRules() {
        assertThatCode(() -> NumberingPlan.listCountries()
                        .forEach(country -> JurisdictionCode.requireOfRule(country.code())))
                .doesNotThrowAnyException();
    }
}
