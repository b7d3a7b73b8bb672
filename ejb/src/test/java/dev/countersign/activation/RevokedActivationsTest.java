package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.device.ActivationSecret;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.move.PhoneStopped;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.password.PasswordReplaced;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import dev.countersign.user.Users;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A thief of the password reads an SMS, and waits with the token until the user has done what he can. */
class RevokedActivationsTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone phone = new Phone(beans);
    private final Caller somewhere = new Caller("elsewhere", "");

    @SuppressWarnings("NullAway.Init")
    private Offer lastOffer;

    @Test
    void aNewPasswordEndsWhatTheOldOneBegan() {
        BegunByToken begun = begin();
        String token = moving.token(begun);

        beans.run(OpenActivations.class, open -> open.onReplaced(new PasswordReplaced(user.id())));

        assertOver(begun, token);
        assertThat(SentCodes.find(
                        beans, CodePurpose.ACTIVATION, begun.activation().toString()))
                .as("the text is blank")
                .isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).contains("ACTIVATION_ENDED PASSWORD_REPLACED");
    }

    @Test
    void loggingOutEverywhereEndsIt() {
        BegunByToken begun = begin();
        String token = moving.token(begun);
        SignedInUser caller = signIn();

        beans.run(Sessions.class, sessions -> sessions.endAll(caller));
        observe();

        assertOver(begun, token);
    }

    @Test
    void aLiftedLockBringsItNotBack() {
        BegunByToken begun = begin();
        String token = moving.token(begun);

        lock();
        beans.call(UserAdministration.class, users -> users.unlock(user.userName(), "op"));
        observe();

        assertOver(begun, token);
    }

    @Test
    void aMoveEndsToo() {
        Activations.activate(beans, user, phone);
        Phone next = new Phone(beans).withModel("Pixel 9");
        moving.later();
        BegunByToken begun = moving.beginMigration(user, next);

        beans.run(OpenActivations.class, open -> open.onRevoked(new AccessRevoked(user.id())));

        assertThat(reason(moving.offer(begun, next))).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(reason(moving.send(begun))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    /** Whoever found the phone may have begun to make another one of it. */
    @Test
    void aPhoneThatTheHelpDeskEndsTakesItAlong() {
        Activations.activate(beans, user, phone);
        Phone next = new Phone(beans).withModel("Pixel 9");
        moving.later();
        BegunByToken begun = moving.beginMigration(user, next);

        beans.call(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "agent"));
        observe();

        assertThat(AuditTrail.of(beans, user.id())).contains("ACTIVATION_ENDED ACCESS_REVOKED");
        assertThat(reason(moving.send(begun))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    /** The same token may have gone to another number since. */
    @Test
    void theRemovalOfAnyNumberEndsIt() {
        String further = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
        BegunByToken begun = begin();
        String token = moving.token(begun);
        granted(send(begun, further));

        beans.run(OpenActivations.class, open -> {
            open.onChange(new NumberChanged(user.id(), further, Kind.VERIFIED, Optional.of(number)));
            open.onChange(new NumberChanged(user.id(), further, Kind.DEFAULT, Optional.of(number)));
        });
        granted(moving.offer(begun, phone));
        beans.run(
                OpenActivations.class,
                open -> open.onChange(new NumberChanged(user.id(), number, Kind.REMOVED, Optional.of(number))));

        assertOver(begun, token);
    }

    @Test
    void aNumberThatIsTheUsersNoMoreIsNotBound() {
        BegunByToken begun = begin();
        String token = moving.token(begun);
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });

        assertThat(reason(moving.claim(begun, phone, token))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    /** A new password spares the session that asked for it, and so what that one began. */
    @Test
    void whatASessionBeganEndsWithItAlone() {
        SignedInUser caller = signIn();
        BegunActivation begun = granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));

        beans.run(OpenActivations.class, open -> open.onReplaced(new PasswordReplaced(user.id())));

        granted(phone.activate(begun));
    }

    /** Who stopped a phone trusts nothing that was begun meanwhile. */
    @Test
    void theStopOfAPhoneEndsWhatWasBegunByTokenAndBySession() {
        BegunByToken byToken = begin();
        String token = moving.token(byToken);
        beans.run(
                OpenActivations.class,
                open -> open.onStopped(new PhoneStopped(user.id(), beans.clock().instant())));
        assertOver(byToken, token);

        SignedInUser caller = signIn();
        BegunActivation bySession = granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
        beans.run(
                OpenActivations.class,
                open -> open.onStopped(new PhoneStopped(user.id(), beans.clock().instant())));

        assertThat(reason(phone.activate(bySession))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    @Test
    void whatOthersBeganGoesOn() {
        BegunByToken begun = begin();
        String token = moving.token(begun);
        User other = Users.add(beans, Moving.PASSWORD, Account.OPEN);

        beans.run(OpenActivations.class, open -> open.onReplaced(new PasswordReplaced(other.id())));

        granted(moving.claim(begun, phone, token));
    }

    private void assertOver(BegunByToken begun, String token) {
        assertThat(reason(moving.offer(begun, phone))).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(reason(phone.redeem(lastOffer, ActivationSecret.ofSmsToken(token))))
                .isEqualTo(Reason.SESSION_EXPIRED);
    }

    /** As far as the token, and the offer that a phone got for it. */
    private BegunByToken begin() {
        LoginRequest request =
                new LoginRequest(user.userName(), Moving.PASSWORD, ClientKind.MOBILE, "", Optional.empty());
        BegunByToken begun = granted(beans.call(
                CredentialDoor.class, door -> door.begin(request, Optional.empty(), phone.report(), somewhere)));
        granted(send(begun, number));
        lastOffer = granted(moving.offer(begun, phone));
        return begun;
    }

    private ActivationOutcome<SentToken> send(BegunByToken begun, String to) {
        return beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), begun.secret(), Optional.of(to)))
                .orElseThrow();
    }

    private SignedInUser signIn() {
        return beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
    }

    private void lock() {
        UserChange change = new UserChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
        beans.call(UserAdministration.class, users -> users.change(user.userName(), change, "op"));
        observe();
    }

    /** What the container does with the events within the transaction. */
    private void observe() {
        beans.fired(AccessRevoked.class)
                .forEach(event -> beans.run(OpenActivations.class, open -> open.onRevoked(event)));
    }
}
