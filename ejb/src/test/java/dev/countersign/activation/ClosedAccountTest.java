package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.audit.AuditTrail;
import dev.countersign.device.ActivationSecret;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.NextStep;
import dev.countersign.login.Reason;
import dev.countersign.login.Refusal;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can only be read gains no factor: it would open the account once it lives again. */
class ClosedAccountTest {

    private static final Account CLOSED = new Account(Account.Kind.LIVE, Account.State.CLOSED);

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone phone = new Phone(beans);

    @Test
    void noActivationBeginsByThePasswordOfAClosedAccount() {
        Users.actFor(beans, user.id(), CLOSED);

        Refusal refusal = refusal(begin(Moving.PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.PORTAL_ONLY);
        assertThat(refusal.next()).containsExactly(NextStep.PORTAL);
        assertThat(refusal(begin("wrong")).reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly("ACTIVATION_BEGUN PORTAL_ONLY", "LOGIN_PASSWORD BAD_CREDENTIALS");
    }

    @Test
    void nothingMovesToAnotherPhone() {
        granted(claim(phone));
        Users.actFor(beans, user.id(), CLOSED);
        moving.later();

        assertThat(refusal(moving.begin(user, MoveKind.MIGRATE, new Phone(beans)))
                        .reason())
                .isEqualTo(Reason.PORTAL_ONLY);
    }

    @Test
    void aMigrationEndsWhereTheAccountDoes() {
        granted(claim(phone));
        moving.later();
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, new Phone(beans)));
        Users.actFor(beans, user.id(), CLOSED);

        assertThat(refusal(moving.repeat(begun, user, Moving.PASSWORD)).reason())
                .isEqualTo(Reason.PORTAL_ONLY);
    }

    @Test
    void noTokenIsSentAndNoneTakenOnceTheAccountIsClosed() {
        BegunByToken begun = granted(begin(Moving.PASSWORD));
        granted(send(begun));
        Offer offer = granted(moving.offer(begun, phone));
        String token = moving.token(begun);
        Users.actFor(beans, user.id(), CLOSED);

        ActivationOutcome<Activated> claimed = phone.redeem(offer, ActivationSecret.ofSmsToken(token));

        assertThat(refusal(claimed).reason()).isEqualTo(Reason.PORTAL_ONLY);
        moving.later();
        assertThat(refusal(send(begun)).reason()).isEqualTo(Reason.PORTAL_ONLY);
        List<String> audit = AuditTrail.of(beans, user.id());
        assertThat(audit).endsWith("ACTIVATION PORTAL_ONLY", "ACTIVATION_SMS PORTAL_ONLY");
        Users.actFor(beans, user.id(), Account.OPEN);
        granted(phone.redeem(offer, ActivationSecret.ofSmsToken(token)));
    }

    @Test
    void whatTheUserBeganIsOfferedToNoPhoneOnceTheAccountIsClosed() {
        BegunByToken begun = granted(begin(Moving.PASSWORD));
        Users.actFor(beans, user.id(), CLOSED);

        assertThat(refusal(moving.offer(begun, phone)).reason()).isEqualTo(Reason.PORTAL_ONLY);
    }

    private ActivationOutcome<Activated> claim(Phone to) {
        BegunByToken begun = granted(begin(Moving.PASSWORD));
        granted(send(begun));
        return moving.claim(begun, to, moving.token(begun));
    }

    private ActivationOutcome<BegunByToken> begin(String password) {
        LoginRequest request = new LoginRequest(user.userName(), password, ClientKind.MOBILE, "", Optional.empty());
        return beans.call(
                CredentialDoor.class,
                door -> door.begin(request, Optional.empty(), phone.report(), new Caller("a-" + user.id(), "")));
    }

    private ActivationOutcome<SentToken> send(BegunByToken begun) {
        return beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), begun.secret(), Optional.of(number)))
                .orElseThrow();
    }

    private static Refusal refusal(ActivationOutcome<?> outcome) {
        return ((NotLetIn<?>) outcome).refusal();
    }
}
