package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.move.MoveKind;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One refusal has three names, by what the activation is for. */
class MoveCodesTest {

    @ParameterizedTest
    @CsvSource({
        "TOKEN_WRONG, ACT_TOKEN_WRONG, MIG_TOKEN_WRONG, REC_TOKEN_WRONG",
        "TOKEN_TRIES, MIG_TOKEN_TRIES, MIG_TOKEN_TRIES, REC_TOKEN_WRONG",
        "SESSION_EXPIRED, ACT_SESSION_EXPIRED, MIG_TOKEN_EXPIRED, ACT_SESSION_EXPIRED",
        "NO_NUMBER, ACT_NO_NUMBER, MIG_NUMBER_UNREACHABLE, REC_NUMBER_UNREACHABLE",
        "NOTHING_TO_MOVE, MIG_NO_ACTIVE_ENROLMENT, MIG_NO_ACTIVE_ENROLMENT, REC_NOTHING_FOUND",
        "STOPPED, ACT_STOPPED, ACT_STOPPED, ACT_STOPPED",
        "PIN_RULES, ACT_PIN_RULES, MIG_PIN_RULES, ACT_PIN_RULES",
        "PIN_WRONG, ACT_PIN_WRONG, ACT_PIN_WRONG, REC_PIN_WRONG",
        "DEVICE_REFUSED, ACT_DEVICE_REFUSED, MIG_DEVICE_REFUSED, ACT_DEVICE_REFUSED",
        "MOVED_RECENTLY, MIG_RECENT, MIG_RECENT, MIG_RECENT",
        "SMS_CARRIER_BLOCKED, SMS_NOT_SENT, SMS_NOT_SENT, SMS_NOT_SENT",
        "SMS_CLOSED, SMS_NOT_SENT, SMS_NOT_SENT, SMS_NOT_SENT",
    })
    void eachReasonHasItsCode(Reason reason, ProblemCode first, ProblemCode migration, ProblemCode recovery) {
        assertThat(MoveCodes.of(reason, Optional.empty())).isEqualTo(first);
        assertThat(MoveCodes.of(reason, Optional.of(MoveKind.MIGRATE))).isEqualTo(migration);
        assertThat(MoveCodes.of(reason, Optional.of(MoveKind.RECOVER))).isEqualTo(recovery);
        assertThat(MoveCodes.of(reason, Optional.of(MoveKind.MERGE))).isEqualTo(recovery);
    }
}
