package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SignedIn;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Codes of an app that come again after they counted (RFC 6238 section 5.2). */
class ReusedCodeTest {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String REPLAYED = "TOTP_CODE TOTP_REPLAYED";

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Totps app = Totps.add(
            beans,
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant())),
            "Other app",
            Optional.empty());

    @Test
    void inAnotherLoginItIsWrongAndItsUserIsTold() {
        String code = app.code();
        granted(door.answer(door.open(user.userName()), code));
        OpenedAttempt thiefs = door.open(user.userName());

        Refusal refusal = refusal(door.answer(thiefs, code));

        assertThat(refusal.reason()).isEqualTo(Reason.TOTP_WRONG);
        assertThat(refusal.triesLeft()).contains(4);
        assertThat(AuditTrail.of(beans, user.id())).endsWith(REPLAYED, "LOGIN_FACTOR TOTP_WRONG");
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void itsUserIsToldOnceOfEachCode() {
        String first = app.code();
        granted(door.answer(door.open(user.userName()), first));
        for (int i = 0; i < 2; i++) {
            assertThat(reason(door.answer(door.open(user.userName()), first))).isEqualTo(Reason.TOTP_WRONG);
        }
        assertThat(told()).isEqualTo(1);
        beans.clock().pass(STEP);
        String second = app.code();
        granted(door.answer(door.open(user.userName()), second));

        assertThat(reason(door.answer(door.open(user.userName()), second))).isEqualTo(Reason.TOTP_WRONG);
        assertThat(reason(door.answer(door.open(user.userName()), first))).isEqualTo(Reason.TOTP_WRONG);

        assertThat(told()).isEqualTo(2);
        assertThat(AuditTrail.of(beans, user.id())).filteredOn(REPLAYED::equals).hasSize(4);
    }

    @Test
    void whoPressesTwiceAlarmsNobody() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = app.code();
        granted(door.answer(attempt, code));

        assertThat(reason(door.answer(attempt, code))).isEqualTo(Reason.ATTEMPT_OVER);

        assertThat(told()).isZero();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain(REPLAYED);
    }

    @Test
    void whatIsShownNoMoreOrWasNeverShownIsWrongAndNothingElse() {
        String code = app.code();
        granted(door.answer(door.open(user.userName()), code));
        beans.clock().pass(STEP.multipliedBy(2));

        assertThat(reason(door.answer(door.open(user.userName()), code))).isEqualTo(Reason.TOTP_WRONG);
        assertThat(reason(door.answer(door.open(user.userName()), app.wrongCode())))
                .isEqualTo(Reason.TOTP_WRONG);

        assertThat(told()).isZero();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain(REPLAYED);
    }

    private long told() {
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.kind() == SecurityEvent.Kind.CODE_REUSED)
                .count();
    }
}
