package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.AttemptEnded;
import dev.countersign.login.AttemptState;
import dev.countersign.login.ClientKind;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever disowns a login keeps his own device known, if it was; a thief of the password makes his known by it no more than by a login. */
class DisownedDevicesTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void aDeviceIsKnownAfterwardsIfAFactorOpenedTheSession() {
        SignedInUser byFactor = SignedIn.openedBy(new FactorRef(FactorKind.TOTP, "app"), user);

        assertThat(disown(byFactor, "").deviceCookie()).isNotEmpty();
    }

    @Test
    void thePasswordAloneMakesNoneKnown() {
        assertThat(disown(user, "").deviceCookie()).isEmpty();
        assertThat(disown(user, "of another user").deviceCookie()).isEqualTo("of another user");
    }

    /** Each time all that could be somebody else's ends. */
    @Test
    void eachLoginThatIsDisownedIsWrittenAndOneOfAnHourHoweverOftenThatIsSaidOnceMore() {
        disown(user, add(), "");
        LoginEvent event = add();
        for (int time = 0; time < 31; time++) {
            disown(user, event, "");
        }

        assertThat(AuditTrail.of(beans, user.userId()))
                .filteredOn(fact -> fact.startsWith("LOGIN_DISOWNED"))
                .as("two, and the first that was said again")
                .hasSize(3)
                .containsOnly("LOGIN_DISOWNED WRONG_CODE");
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, user.userId())).contains("LOGIN_DISOWNED_REPEATED WRONG_CODE_29");
    }

    /** Logins and activations that the password began yield nothing any more. */
    @Test
    void whatWasBegunIsOver() {
        disown(user, "");

        assertThat(beans.fired(AccessRevoked.class)).containsExactly(new AccessRevoked(user.userId()));
    }

    private Disowned disown(SignedInUser caller, String cookie) {
        return disown(caller, add(), cookie);
    }

    private Disowned disown(SignedInUser caller, LoginEvent event, String cookie) {
        Optional<Disowned> disowned = beans.call(LoginHistory.class, all -> all.disown(caller, event.id(), cookie));
        return disowned.orElseThrow();
    }

    private LoginEvent add() {
        LoginEvent event = LoginEvent.of(
                new AttemptEnded(
                        UUID.randomUUID().toString(),
                        user.userId(),
                        AttemptState.FAILED,
                        ClientKind.PORTAL,
                        "SMS",
                        "192.0.2.1"),
                beans.clock().instant());
        return beans.query(entities -> {
            entities.persist(event);
            return event;
        });
    }
}
