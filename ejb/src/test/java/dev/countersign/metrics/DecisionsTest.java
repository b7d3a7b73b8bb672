package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditFact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which reason a decision is counted: under one of few, whatever was typed. */
class DecisionsTest {

    @ParameterizedTest
    @CsvSource({
        "RULE_SET, LOCK_FAILURES_10_TO_5, LOCK_FAILURES",
        "RULE_REMOVED, SMS_PER_DAY_7_TO_NONE, SMS_PER_DAY",
        "RULE_SCHEDULED, LOCK_TIME_PT24H_TO_PT0_5S, LOCK_TIME",
        "RULE_CANCELLED, SMS_COUNTRY_PER_DAY_5_TO_6, SMS_COUNTRY_PER_DAY",
        "JURISDICTION_CHANGED, DE_TO_FR, OK",
        "LOGIN_FACTOR, SMS_WRONG, SMS_WRONG",
        "USER_LOCKED, OK, OK"
    })
    void aReasonWithValuesIsCountedWithoutThem(String type, String reason, String label) {
        assertThat(Decisions.label(AuditFact.byOperator("ann", 1, type, reason)))
                .isEqualTo(label);
    }
}
