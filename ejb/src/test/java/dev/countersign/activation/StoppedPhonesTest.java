package dev.countersign.activation;

import static dev.countersign.activation.Moving.PASSWORD;
import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody stopped the phone that was his authenticator, and asks for another one: no way of the device's leads on. */
class StoppedPhonesTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone stopped = new Phone(beans);
    private final Phone own = new Phone(beans);

    @ParameterizedTest
    @EnumSource(MoveKind.class)
    void nothingMovesAnyMore(MoveKind kind) {
        stop();

        assertThat(reason(moving.begin(user, kind, own))).isEqualTo(Reason.STOPPED);
        assertThat(reason(moving.begin(user, kind, stopped))).isEqualTo(Reason.STOPPED);
    }

    @Test
    void noPhoneIsActivatedBeside() {
        stop();

        assertThat(reason(moving.begin(user, Optional.empty(), own))).isEqualTo(Reason.STOPPED);
        assertThat(reason(moving.begin(user, Optional.empty(), stopped))).isEqualTo(Reason.STOPPED);
    }

    @Test
    void whoNeverHadAPhoneStoppedNone() {
        assertThat(reason(moving.begin(user, MoveKind.MIGRATE, own))).isEqualTo(Reason.NOTHING_TO_MOVE);
    }

    @Test
    void theHelpDeskEndsIt() {
        UUID enrolment = stop();
        end(enrolment, EnrolmentState.REVOKED);

        granted(moving.begin(user, Optional.empty(), own));
    }

    private UUID stop() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID enrolment = Activations.activate(beans, user, stopped);
        end(enrolment, EnrolmentState.STOPPED);
        return enrolment;
    }

    private void end(UUID enrolment, EnrolmentState how) {
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), how));
    }
}
