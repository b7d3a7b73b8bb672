package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Databases;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.AttemptEnded;
import dev.countersign.login.AttemptState;
import dev.countersign.login.ClientKind;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    /** A thief's call that waits behind the owner's, who has just said the same of him. */
    @Test
    @Timeout(60)
    void whoseSessionWasEndedWhileHisCallWaitedDisownsNothing() throws Exception {
        SignedInUser thief = SignedIn.again(beans, "SMS", user);
        LoginEvent event = add();

        Optional<Disowned> disowned = Behind.uncommitted(
                Databases.embedded(),
                beans,
                LoginHistory.class,
                all -> all.disown(user, event.id(), ""),
                () -> beans.call(LoginHistory.class, all -> all.disown(thief, event.id(), "")));

        assertThat(disowned).isEmpty();
        assertThat(SignedIn.isEnded(beans, thief)).isTrue();
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
    }

    @Test
    void aUserWhoWasLockedMeanwhileDisownsNothing() {
        LoginEvent event = add();
        Users.lock(beans, user.userId());

        assertThat(beans.<LoginHistory, Optional<Disowned>>call(
                        LoginHistory.class, all -> all.disown(user, event.id(), "")))
                .isEmpty();
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
