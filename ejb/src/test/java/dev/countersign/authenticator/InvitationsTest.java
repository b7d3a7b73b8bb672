package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.authenticator.AuthenticatorDesk.Invitation;
import dev.countersign.authenticator.AuthenticatorDesk.OwnAuthenticator;
import dev.countersign.card.Cards;
import dev.countersign.passkey.Passkeys;
import dev.countersign.passkey.SoftPasskey;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is asked in the portal to make a phone his authenticator, where nobody may put it off. */
class InvitationsTest {

    private final Beans beans = new Beans().set("countersign.authenticator.invitation", "2");
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final SignedInUser caller =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));

    @BeforeEach
    void hasANumber() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    @Test
    void whoHasCodesByMessageIs() {
        assertThat(invitation()).isEqualTo(Invitation.REQUIRED);
    }

    @Test
    void whoHasAPhoneIsNot() {
        Activations.activate(beans, user, new Phone(beans));

        assertThat(invitation()).isEqualTo(Invitation.NONE);
    }

    @Test
    void whoHasADisplayCardIsNot() {
        Cards.active(beans, user.userName());

        assertThat(invitation()).isEqualTo(Invitation.NONE);
    }

    @Test
    void whoHasAPasskeyIsNot() {
        Passkeys.add(beans, caller, SoftPasskey.make());

        assertThat(invitation()).isEqualTo(Invitation.NONE);
    }

    /** Its secret stood on a screen, and is worth no more than an SMS. */
    @Test
    void whoHasCodesOfAnAppIs() {
        Totps.add(beans, caller, "Phone");

        assertThat(invitation()).isEqualTo(Invitation.REQUIRED);
    }

    private Invitation invitation() {
        return beans.<AuthenticatorDesk, OwnAuthenticator>call(AuthenticatorDesk.class, desk -> desk.find(caller))
                .invitation();
    }
}
