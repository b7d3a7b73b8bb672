package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.card.Cards;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A thief of the password begins an activation, and waits until the user has a factor. */
class OvertakenActivationsTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final SignedInUser caller =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));
    private final Phone phone = new Phone(beans);

    @Test
    void whatBeganWithNothingToProveEndsOnceThereIsSomething() {
        BegunActivation begun = begin();
        Offer offer = granted(phone.scan(begun));
        addNumber();

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(reason(phone.scan(begun))).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(stage(begun)).isEqualTo(Stage.EXPIRED);
    }

    @Test
    void whatBeganWithAProofGoesOn() {
        addNumber();
        BegunActivation begun = begin();
        Cards.active(beans, user.userName());

        granted(phone.activate(begun));
    }

    @Test
    void aTokenCountsNoMoreOnceThereIsAFactorToStay() {
        String number = addNumber();
        LoginRequest request =
                new LoginRequest(user.userName(), Moving.PASSWORD, ClientKind.MOBILE, "", Optional.empty());
        BegunByToken begun = granted(beans.call(
                CredentialDoor.class,
                door -> door.begin(request, Optional.empty(), phone.report(), new Caller("elsewhere", ""))));
        granted(beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), begun.secret(), Optional.of(number)))
                .orElseThrow());
        String token = moving.token(begun);
        Offer offer = granted(moving.offer(begun, phone));
        Cards.active(beans, user.userName());

        assertThat(reason(phone.redeem(offer, ActivationSecret.ofSmsToken(token))))
                .isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(SentCodes.find(
                        beans, CodePurpose.ACTIVATION, begun.activation().toString()))
                .as("the text is blank")
                .isEmpty();
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    private BegunActivation begin() {
        return granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
    }

    private Stage stage(BegunActivation begun) {
        return beans.<ActivationDesk, Optional<ActivationView>>call(
                        ActivationDesk.class,
                        desk -> desk.find(caller, begun.view().id()))
                .orElseThrow()
                .stage();
    }

    private static ActivationSecret secretOf(BegunActivation begun) {
        return ActivationSecret.ofQr(Octets.of(Base64.getUrlDecoder().decode(begun.scanned())));
    }
}
