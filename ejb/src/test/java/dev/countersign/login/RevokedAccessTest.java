package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.number.NumberChanged;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that were answered, and whose session nobody has fetched yet, when all that was open is ended. */
class RevokedAccessTest {

    private static final UserChange CLOSED = new UserChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new UserChange.NewAccount(Optional.empty(), Account.State.CLOSED)),
            Optional.empty(),
            Optional.empty());
    private static final UserChange LOCKED =
            new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));

    @Test
    void aLiftedLockBringsNoAnsweredLoginBack() {
        OpenedAttempt answered = openAndAnswer();
        beans.clock().pass(Duration.ofMinutes(2));
        OpenedAttempt waiting = door.open(user.userName());
        String code = door.code(waiting);

        change(LOCKED);
        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.LOCKED);
        beans.clock().pass(Duration.ofMinutes(5));
        beans.call(UserAdministration.class, users -> users.unlock(user.userName(), "op"));

        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(door.answer(waiting, code))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(door.state(answered)).isEqualTo(AttemptState.SUPERSEDED);
    }

    @Test
    void anAccountThatIsOpenAgainBringsNoAnsweredLoginBack() {
        OpenedAttempt answered = openAndAnswer();

        change(CLOSED);
        Users.actFor(beans, user.id(), Account.OPEN);

        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void loggingOutEverywhereEndsLoginsThatHaveNoSessionYet() {
        OpenedAttempt answered = openAndAnswer();
        OpenedAttempt others =
                door.open(Users.add(beans, PASSWORD, Account.OPEN).userName());

        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        beans.run(Sessions.class, sessions -> sessions.endAll(caller));
        observe();

        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        granted(door.issueToken(others, ""));
    }

    @Test
    void whatARemovedNumberHasAnsweredOpensNothing() {
        OpenedAttempt answered = openAndAnswer();

        remove("another");
        assertThat(door.state(answered)).isEqualTo(AttemptState.AUTHENTICATED);
        remove(number);

        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_SUPERSEDED NUMBER_REMOVED");
    }

    private OpenedAttempt openAndAnswer() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, door.code(attempt)));
        return attempt;
    }

    private void change(UserChange change) {
        beans.call(UserAdministration.class, users -> users.change(user.userName(), change, "op"));
        observe();
    }

    /** What the container does with the events within the transaction. */
    private void observe() {
        beans.fired(AccessRevoked.class)
                .forEach(event -> beans.run(OpenAttempts.class, attempts -> attempts.onRevoked(event)));
    }

    private void remove(String id) {
        NumberChanged event = new NumberChanged(user.id(), id, NumberChanged.Kind.REMOVED, Optional.of(id));
        beans.run(RemovedFactors.class, removed -> removed.onChange(event));
    }
}
