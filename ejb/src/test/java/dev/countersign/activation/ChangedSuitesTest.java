package dev.countersign.activation;

import static dev.countersign.activation.Moving.PASSWORD;
import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.HashFunction;
import dev.countersign.device.PinHash;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones with a PIN from before the suites of new authenticators were changed to another hash. */
class ChangedSuitesTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone phone = new Phone(beans);
    private final UUID first = Activations.activate(beans, user, phone);

    @BeforeEach
    void changeTheSuites() {
        assertThat(number).isNotEmpty();
        beans.set("countersign.authenticator.pin-suite", "OCRA-1:HOTP-SHA512-8:QN06-PSHA512")
                .set("countersign.authenticator.approval-suite", "OCRA-1:HOTP-SHA512-8:QH64-PSHA512");
    }

    @Test
    void anotherUserIsAddedByThePinThatThePhoneHas() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);

        UUID added = Activations.activate(beans, other, phone);

        assertThat(phone.challengeSuite(other.userName()).text()).isEqualTo("OCRA-1:HOTP-SHA512-8:QN06-PSHA256");
        assertThat(mixedIn(added)).isEqualTo(kept(added)).isEqualTo(HashFunction.SHA256);
        assertThat(kept(first)).isEqualTo(mixedIn(first));
    }

    @Test
    void aLostAppIsRecoveredByThePinThatItHad() {
        Phone again = new Phone(beans);

        UUID recovered = recover(again);

        assertThat(mixedIn(recovered)).isEqualTo(kept(recovered)).isEqualTo(HashFunction.SHA512);
    }

    @Test
    void anotherPinIsWrong() {
        Phone again = new Phone(beans).withPin("9c+04");
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, again));
        granted(moving.send(begun));

        assertThat(reason(moving.claim(begun, again, moving.token(begun)))).isEqualTo(Reason.PIN_WRONG);
    }

    private UUID recover(Phone again) {
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, again));
        granted(moving.send(begun));
        return granted(moving.claim(begun, again, moving.token(begun))).enrolment();
    }

    private HashFunction mixedIn(UUID enrolment) {
        return beans.<Authenticators, Enrolment>call(Authenticators.class, all -> all.get(enrolment))
                .challengeSuite()
                .pinHash()
                .orElseThrow();
    }

    private HashFunction kept(UUID enrolment) {
        Secrets secrets = beans.<Secrets, Secrets>call(Secrets.class, all -> all);
        return beans.<Authenticators, HashFunction>call(
                Authenticators.class,
                all -> all.phone(all.get(enrolment))
                        .pin(secrets)
                        .map(PinHash::hash)
                        .orElseThrow());
    }
}
