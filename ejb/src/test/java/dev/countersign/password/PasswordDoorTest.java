package dev.countersign.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.Factors;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.Password;
import dev.countersign.user.Passwords;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A signed-in user gives himself a new password. */
class PasswordDoorTest {

    private static final String OLD = "secret1";
    private static final Password NEW = new Password("secret2");
    private static final Optional<Proof> PROOF = Optional.of(new Proof("any", "000000"));

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User known = Users.add(beans, OLD, Account.OPEN);
    private final SignedInUser user = session();
    private final String number = beans.query(
            entities -> Numbers.add(entities, known.id(), beans.clock().instant()));

    @Test
    void theOldPasswordAndTheFactorTogetherPutANewOneInForce() {
        SignedInUser other = session();
        String before = Users.verifier(beans, known.id());
        String id = confirm();

        PasswordOutcome outcome = change(OLD, id, code(id));

        assertThat(outcome).isEqualTo(new Changed());
        assertThat(Users.verifier(beans, known.id())).isNotEqualTo(before);
        assertThat(SignedIn.isEnded(beans, user)).as("the session that asked").isFalse();
        assertThat(SignedIn.isEnded(beans, other)).as("the other session").isTrue();
        assertThat(AuditTrail.of(beans, known.id())).endsWith("PASSWORD_CHANGE OK");
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(known.id(), SecurityEvent.Kind.PASSWORD_CHANGED)
                        .by(Channel.SMS));
        assertThat(beans.fired(PasswordReplaced.class)).containsExactly(new PasswordReplaced(known.id()));
        assertThat(number).isNotEmpty();
    }

    /** It cannot be lost, and so nobody has to prove it. */
    @Test
    void whoNeverHadAFactorChangesItByTheOldOneAlone() {
        User other = Users.add(beans, OLD, new Account(Account.Kind.PAPER, Account.State.OPEN));
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, other, beans.clock().instant()));

        assertThat(reason(change(caller, "secret9"))).isEqualTo(Reason.OLD_PASSWORD_WRONG);
        assertThat(change(caller, OLD)).isEqualTo(new Changed());

        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(other.id(), SecurityEvent.Kind.PASSWORD_CHANGED));
        assertThat(AuditTrail.of(beans, other.id())).endsWith("PASSWORD_CHANGE OK");
    }

    /** Nothing is hashed for it. */
    @Test
    void whoHasAFactorHasToProveIt() {
        beans.give(Passwords.class, Users.busyPasswords());

        assertThat(reason(change(user, OLD))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
    }

    /** Else whoever removes it in a stolen session has the password too. */
    @Test
    void whoHadAFactorChangesNothingWithoutOne() {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(known.id(), beans.clock().instant()));

        assertThat(reason(change(user, OLD))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
    }

    @Test
    void aWrongOldPasswordChangesNothingAndLeavesTheConfirmation() {
        String before = Users.verifier(beans, known.id());
        String id = confirm();

        assertThat(reason(change("secret9", id, code(id)))).isEqualTo(Reason.OLD_PASSWORD_WRONG);

        assertThat(Users.verifier(beans, known.id())).isEqualTo(before);
        assertThat(AuditTrail.of(beans, known.id())).endsWith("PASSWORD_CHANGE OLD_PASSWORD_WRONG");
        assertThat(change(OLD, id, code(id))).isEqualTo(new Changed());
    }

    @Test
    void aWrongCodeChangesNothing() {
        String before = Users.verifier(beans, known.id());
        String id = confirm();

        PasswordOutcome outcome = change(OLD, id, Confirming.wrongCode(beans, ConfirmationPurpose.PASSWORD_CHANGE, id));

        assertThat(((PasswordOutcome.Unconfirmed) outcome).refusal().reason())
                .isEqualTo(ConfirmationRefusal.Reason.SMS_WRONG);
        assertThat(Users.verifier(beans, known.id())).isEqualTo(before);
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
    }

    @Test
    void aConfirmationForNumbersIsWorthNothingHere() {
        String id = Confirming.begin(beans, user, ConfirmationPurpose.NUMBER_CHANGE);

        PasswordOutcome outcome = change(OLD, id, Confirming.code(beans, ConfirmationPurpose.NUMBER_CHANGE, id));

        assertThat(((PasswordOutcome.Unconfirmed) outcome).refusal().reason())
                .isEqualTo(ConfirmationRefusal.Reason.OVER);
    }

    @Test
    void tenWrongOldPasswordsCloseTheSessionsLane() {
        for (int i = 0; i < 10; i++) {
            assertThat(reason(change("secret9", "any", "000000"))).isEqualTo(Reason.OLD_PASSWORD_WRONG);
        }
        beans.clock().pass(Duration.ofHours(1));

        PasswordRefusal refusal = ((PasswordOutcome.Refused) change(OLD, "any", "000000")).refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(23));
    }

    @Test
    void aTryThatComesAfterTheLastOneAllowedGetsNoVerdict() {
        for (int i = 0; i < 10; i++) {
            change("secret9", "any", "000000");
        }

        assertThat(reason(beans.call(PasswordDesk.class, desk -> desk.refuseOldPassword(user))))
                .isEqualTo(Reason.LOCKED);
    }

    /** Else a thief whose calls wait behind the end of his session closes the user's lanes by them. */
    @Test
    void aCallThatWaitedWhileItsSessionWasEndedGetsNoVerdictAndCostsNothing() {
        SignedInUser other = session();
        beans.call(Sessions.class, sessions -> sessions.end(other, user.sessionId()));

        for (int i = 0; i < 11; i++) {
            assertThat(over(beans.call(PasswordDesk.class, desk -> desk.refuseOldPassword(user))))
                    .isEqualTo(ConfirmationRefusal.Reason.OVER);
        }
        assertThat(over(obstacle().orElseThrow())).isEqualTo(ConfirmationRefusal.Reason.OVER);

        assertThat(AuditTrail.of(beans, known.id()))
                .contains("CONFIRMATION OVER")
                .doesNotContain("PASSWORD_CHANGE OLD_PASSWORD_WRONG");
        assertThat(beans.<PasswordDesk, Optional<PasswordOutcome>>call(
                        PasswordDesk.class, desk -> desk.findObstacle(other, PROOF)))
                .isEmpty();
    }

    private static ConfirmationRefusal.Reason over(PasswordOutcome outcome) {
        return ((PasswordOutcome.Unconfirmed) outcome).refusal().reason();
    }

    @Test
    void aPasswordThatWasChangedWhileItWasCheckedIsAWrongOne() {
        String id = confirm();
        Credentials checked = beans.call(CredentialDesk.class, desk -> desk.findCredentials(user.userName()))
                .orElseThrow();
        beans.query(entities -> {
            entities.find(User.class, known.id()).changePassword("$argon2id$another", Instant.EPOCH);
            return true;
        });

        PasswordOutcome outcome = beans.call(
                PasswordDesk.class,
                desk -> desk.change(
                        user,
                        new PasswordChange(OLD, NEW, Optional.of(new Proof(id, code(id)))),
                        checked,
                        "$argon2id$third"));

        assertThat(reason(outcome)).isEqualTo(Reason.OLD_PASSWORD_WRONG);
        assertThat(Users.verifier(beans, known.id())).isEqualTo("$argon2id$another");
    }

    @Test
    void aPasswordWhoseVerifierWasRenewedWhileItWasCheckedIsStillRight() {
        String id = confirm();
        Credentials checked = beans.call(CredentialDesk.class, desk -> desk.findCredentials(user.userName()))
                .orElseThrow();
        beans.run(CredentialDesk.class, desk -> desk.renew(checked, "$argon2id$renewed"));

        PasswordOutcome outcome = beans.call(
                PasswordDesk.class,
                desk -> desk.change(
                        user,
                        new PasswordChange(OLD, NEW, Optional.of(new Proof(id, code(id)))),
                        checked,
                        "$argon2id$third"));

        assertThat(outcome).isInstanceOf(PasswordOutcome.Changed.class);
        assertThat(Users.verifier(beans, known.id())).isEqualTo("$argon2id$third");
    }

    @Test
    void aLockedUserChangesNothing() {
        Users.lock(beans, known.id());

        PasswordRefusal refusal = ((PasswordOutcome.Refused) change(OLD, "any", "000000")).refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).isEmpty();
    }

    @Test
    void whereTooManyHashAtOnceNothingIsLookedAt() {
        String id = confirm();
        beans.give(Passwords.class, Users.busyPasswords());

        PasswordRefusal refusal = ((PasswordOutcome.Refused) change(OLD, id, code(id))).refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    }

    @Test
    void anObstacleIsToldBeforeAnythingIsHashed() {
        assertThat(obstacle()).isEmpty();
        Users.lock(beans, known.id());

        assertThat(reason(obstacle().orElseThrow())).isEqualTo(Reason.LOCKED);
    }

    @Test
    void theNewPasswordIsAnother() {
        assertThatThrownBy(() -> new PasswordChange(OLD, new Password(OLD), Optional.of(new Proof("id", "000000"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordChange("", NEW, Optional.of(new Proof("id", "000000"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordChange("x".repeat(257), NEW, Optional.of(new Proof("id", "000000"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new PasswordChange("x".repeat(256), NEW, Optional.of(new Proof("id", "000000"))))
                .hasToString("PasswordChange[Optional[Proof[id]]]");
    }

    private Optional<PasswordOutcome> obstacle() {
        return beans.call(PasswordDesk.class, desk -> desk.findObstacle(user, PROOF));
    }

    private SignedInUser session() {
        return beans.query(
                entities -> SignedIn.add(entities, known, beans.clock().instant()));
    }

    private String confirm() {
        return Confirming.begin(beans, user, ConfirmationPurpose.PASSWORD_CHANGE);
    }

    private String code(String id) {
        return Confirming.code(beans, ConfirmationPurpose.PASSWORD_CHANGE, id);
    }

    private PasswordOutcome change(String old, String id, String code) {
        return beans.call(
                PasswordDoor.class,
                door -> door.change(user, new PasswordChange(old, NEW, Optional.of(new Proof(id, code)))));
    }

    private PasswordOutcome change(SignedInUser caller, String old) {
        return beans.call(
                PasswordDoor.class, door -> door.change(caller, new PasswordChange(old, NEW, Optional.empty())));
    }

    private static Reason reason(PasswordOutcome outcome) {
        return ((PasswordOutcome.Refused) outcome).refusal().reason();
    }
}
