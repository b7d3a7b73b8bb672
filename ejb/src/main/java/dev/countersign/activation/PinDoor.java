package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Installation;
import dev.countersign.crypto.Secrets;
import dev.countersign.lockout.PinGuesses;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands before an enrolment of the PIN kind: the PIN has to be that of the phone, or a good one where it has none. A wrong one counts for
 * the activation, with the other failures of its user, and for the installation whose PIN it is not: whoever holds a phone of others could
 * else try it for one account of his own after the other. In the transaction of the claim.
 */
@ApplicationScoped
class PinDoor {

    @Inject
    private Succession succession;

    @Inject
    private PinGuesses guesses;

    @Inject
    private ActivationMisses misses;

    @Inject
    private KnownOfUsers known;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** Takes the turns of the user and of all whose PIN may be compared, before any other turn, and before the row of the installation is locked. */
    void takeTurns(User user, Activation activation, UUID installation) {
        guesses.takeTurns(user.id(), counted(installation, succession.earlierPhone(activation)));
    }

    /** Why the PIN is not taken, counted where it was wrong; empty if it is. The turns were taken. */
    Optional<ActivationRefusal> refusal(
            User user, Activation activation, UUID installation, Optional<Installation> phone, TypedPin typed) {
        Optional<Installation> earlier = succession.earlierPhone(activation);
        List<Installation> compared = Stream.concat(phone.stream(), earlier.stream())
                .filter(Installation::hasPin)
                .distinct()
                .toList();
        if (compared.isEmpty()) {
            return PinRules.isTaken(typed.text(), known.of(user))
                    ? Optional.empty()
                    : Optional.of(ActivationRefusal.of(Reason.PIN_RULES));
        }
        Optional<Instant> held = guesses.heldUntil(counted(installation, earlier), settings.wrongPins());
        if (held.isPresent()) {
            Duration pause = Duration.between(clock.instant(), held.get());
            return Optional.of(ActivationRefusal.of(Reason.TOO_MANY).withRetryAfter(pause));
        }
        List<Installation> missed = compared.stream()
                .filter(one -> one.pin(secrets).filter(typed::isOf).isEmpty())
                .toList();
        return missed.isEmpty() ? Optional.empty() : Optional.of(miss(user, activation, missed));
    }

    private static Set<UUID> counted(UUID installation, Optional<Installation> earlier) {
        return Stream.concat(Stream.of(installation), earlier.map(Installation::id).stream())
                .collect(Collectors.toSet());
    }

    private ActivationRefusal miss(User user, Activation activation, List<Installation> missed) {
        missed.forEach(installation -> guesses.count(installation.id(), settings.wrongPins()));
        misses.count(user, activation);
        activation.miss(Reason.PIN_WRONG);
        return ActivationRefusal.of(Reason.PIN_WRONG).withTriesLeft(activation.triesLeft());
    }
}
