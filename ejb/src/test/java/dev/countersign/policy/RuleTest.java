package dev.countersign.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    @ParameterizedTest
    @CsvSource({
        "LOCK_FAILURES, 1",
        "LOCK_FAILURES, 100",
        "LOCK_TIME, PT1M",
        "LOCK_TIME, P30D",
        "ATTEMPT_TRIES, 20",
        "SMS_PAUSE, PT1S",
        "SMS_PAUSE, PT1H"
    })
    void takesValuesUpToItsBounds(Rule rule, String value) {
        assertThatCode(() -> rule.require(value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "LOCK_FAILURES, 0",
        "LOCK_FAILURES, 101",
        "LOCK_FAILURES, -1",
        "LOCK_FAILURES, +5",
        "LOCK_FAILURES, \u0665",
        "LOCK_FAILURES, 5.0",
        "LOCK_FAILURES, PT5M",
        "LOCK_FAILURES, ''",
        "LOCK_FAILURES, 99999999999999999999",
        "LOCK_TIME, PT59S",
        "LOCK_TIME, P31D",
        "LOCK_TIME, 24",
        "LOCK_TIME, PT9223372036854775807S",
        "SMS_PAUSE, PT0S",
        "SMS_PAUSE, PT-2M"
    })
    void refusesEverythingElseAndNamesTheBounds(Rule rule, String value) {
        assertThatThrownBy(() -> rule.require(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule.name())
                .hasMessageContaining("from");
    }
}
