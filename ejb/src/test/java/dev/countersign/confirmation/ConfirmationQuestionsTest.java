package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.factor.FactorKind;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a session so many questions are asked within an hour, and no more. */
class ConfirmationQuestionsTest {

    private static final int MOST = 30;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Beans beans = new Beans();
    private final SignedInUser caller = SignedIn.add(beans);

    @BeforeEach
    void addApp() {
        // That is begun without a proof, and counts in its session.
        Totps.add(beans, SignedIn.again(beans, "PWD", caller), "App", Optional.empty());
    }

    @Test
    void theThirtyFirstWithinAnHourIsRefusedAndSaysForHowLong() {
        ask(caller, MOST - 1);
        beans.clock().pass(Duration.ofMinutes(20));
        ask(caller, 1);

        ConfirmationRefusal refusal = refusal(begin(caller));

        assertThat(refusal.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(40));
        assertThat(begin(SignedIn.again(beans, FactorKind.TOTP.name(), caller)))
                .as("another session")
                .isInstanceOf(Granted.class);
        beans.clock().pass(Duration.ofMinutes(40));
        ask(caller, MOST - 1);
        assertThat(refusal(begin(caller)).retryAfter()).contains(Duration.ofMinutes(20));
    }

    @Test
    void whatIsNotAskedDoesNotCount() {
        ask(caller, 1);
        for (int refused = 0; refused < MOST; refused++) {
            assertThat(beans.<Confirmations, ConfirmationOutcome<ConfirmationView>>call(
                            Confirmations.class,
                            all -> all.begin(caller, ConfirmationPurpose.FACTOR_CHANGE, Optional.of("nothing"))))
                    .isInstanceOf(Refused.class);
        }

        ask(caller, MOST - 1);
        for (int refused = 0; refused < MOST; refused++) {
            refusal(begin(caller));
        }
        beans.clock().pass(HOUR);
        ask(caller, MOST);
    }

    @Test
    void howManyIsASettingWithinBounds() {
        beans.set("countersign.confirmation.questions-per-hour", "2");
        ask(caller, 2);
        refusal(begin(caller));

        for (String none : new String[] {"0", "101"}) {
            beans.set("countersign.confirmation.questions-per-hour", none);
            assertThatThrownBy(() -> begin(caller))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("countersign.confirmation.questions-per-hour is 1 to 100");
        }
        beans.set("countersign.confirmation.questions-per-hour", "100");
        ask(caller, 1);
    }

    private void ask(SignedInUser who, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(begin(who)).isInstanceOf(Granted.class);
        }
    }

    private ConfirmationOutcome<ConfirmationView> begin(SignedInUser who) {
        return beans.call(
                Confirmations.class, all -> all.begin(who, ConfirmationPurpose.FACTOR_CHANGE, Optional.empty()));
    }

    private static ConfirmationRefusal refusal(ConfirmationOutcome<ConfirmationView> outcome) {
        return ((Refused<ConfirmationView>) outcome).refusal();
    }
}
