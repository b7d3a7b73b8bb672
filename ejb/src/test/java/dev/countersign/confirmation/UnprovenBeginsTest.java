package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationOutcome;
import dev.countersign.activation.ActivationWish;
import dev.countersign.audit.AuditTrail;
import dev.countersign.grid.GridDesk;
import dev.countersign.grid.GridOutcome;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.passkey.PasskeyDesk;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.TotpDesk;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever has nothing to prove begins no more in a session than he could be asked there. */
class UnprovenBeginsTest {

    private static final int MOST = 30;

    private final Beans beans = new Beans();
    private final SignedInUser caller = SignedIn.add(beans);

    enum Begin {
        ACTIVATION {
            @Override
            Optional<ConfirmationRefusal> refusal(Beans beans, SignedInUser who) {
                return beans.call(
                                        ActivationDesk.class,
                                        desk -> desk.begin(who, new ActivationWish(Optional.empty(), false)))
                                instanceof ActivationOutcome.Unconfirmed<?> refused
                        ? Optional.of(refused.refusal())
                        : Optional.empty();
            }
        },
        APP {
            @Override
            Optional<ConfirmationRefusal> refusal(Beans beans, SignedInUser who) {
                return ofFactor(beans.call(TotpDesk.class, desk -> desk.begin(who, "App", Optional.empty())));
            }
        },
        PASSKEY {
            @Override
            Optional<ConfirmationRefusal> refusal(Beans beans, SignedInUser who) {
                return ofFactor(beans.call(PasskeyDesk.class, desk -> desk.begin(who, Optional.empty())));
            }
        },
        GRID_CARD {
            @Override
            Optional<ConfirmationRefusal> refusal(Beans beans, SignedInUser who) {
                return beans.call(GridDesk.class, desk -> desk.make(who, Optional.empty()))
                                instanceof GridOutcome.Unconfirmed<?> refused
                        ? Optional.of(refused.refusal())
                        : Optional.empty();
            }
        };

        abstract Optional<ConfirmationRefusal> refusal(Beans beans, SignedInUser who);

        private static Optional<ConfirmationRefusal> ofFactor(FactorOutcome<?> outcome) {
            return outcome instanceof FactorOutcome.Unconfirmed<?> refused
                    ? Optional.of(refused.refusal())
                    : Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theThirtyFirstWithinAnHourIsRefusedAndSaysForHowLong(Begin begin) {
        assertThat(IntStream.range(0, MOST).mapToObj(i -> begin.refusal(beans, caller)))
                .containsOnly(Optional.empty());
        beans.clock().pass(Duration.ofMinutes(40));
        int recorded = AuditTrail.of(beans, caller.userId()).size();

        ConfirmationRefusal refusal = begin.refusal(beans, caller).orElseThrow();

        assertThat(refusal.reason()).isEqualTo(ConfirmationRefusal.Reason.CHALLENGE_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(20));
        assertThat(begin.refusal(beans, caller)).isPresent();
        assertThat(AuditTrail.of(beans, caller.userId()))
                .hasSize(recorded + 1)
                .endsWith("CONFIRMATION CHALLENGE_LIMIT");
        beans.clock().pass(Duration.ofMinutes(20));
        assertThat(begin.refusal(beans, caller)).isEmpty();
    }
}
