package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.passcode.Passcodes;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has found a phone and knows its user's password gets no code to it. */
class LostPhoneTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));

    @Test
    void aNumberThatWasProvenBeforeOpensNothingNorDoesThePasswordAlone() {
        lose();

        for (ClientKind client : ClientKind.values()) {
            Refusal refused = ((Refused<?>) door.begin(user.userName(), PASSWORD, client)).refusal();
            assertThat(refused.reason()).isEqualTo(Reason.FACTOR_GONE);
            assertThat(refused.next()).containsExactly(NextStep.HELP_DESK);
        }
    }

    @Test
    void aPasscodeOpensTheWayAgain() {
        lose();

        Passcodes.issue(beans, user.userName());

        door.open(user.userName());
        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.TEMPORARY_PASSCODE);
    }

    @Test
    void aNumberThatIsProvenAfterwardsOpensTheWayAgain() {
        lose();
        beans.clock().pass(Duration.ofSeconds(1));

        beans.query(entities -> entities.createNativeQuery("update mobile_number set verified_at = ?1 where id = ?2")
                .setParameter(1, Timestamp.from(beans.clock().instant()))
                .setParameter(2, number)
                .executeUpdate());

        door.open(user.userName());
        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        lose();
        assertThat(usable()).as("lost again").isEmpty();
    }

    private void lose() {
        beans.clock().pass(Duration.ofMinutes(3));
        List<OwnedFactor> cut = beans.call(
                Factors.class,
                factors -> factors.losePhone(user.id(), beans.clock().instant()));
        assertThat(cut).extracting(factor -> factor.ref().id()).containsExactly(number);
    }

    private List<OwnedFactor> usable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.id()));
    }
}
