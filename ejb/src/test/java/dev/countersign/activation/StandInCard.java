package dev.countersign.activation;

import dev.countersign.move.AskedCard;
import dev.countersign.move.PresentCard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A card in the hands of a test; what it is asked next, and shows for it, the test says. */
final class StandInCard implements PresentCard {

    static final Duration LIFE = Duration.ofMinutes(5);

    private final Clock clock;
    private String challenge;
    private String response;
    private Optional<AskedCard> last = Optional.empty();
    private boolean good = true;
    private Optional<Instant> blockedUntil = Optional.empty();

    StandInCard(Clock clock, String challenge, String response) {
        this.clock = clock;
        this.challenge = challenge;
        this.response = response;
    }

    void next(String otherChallenge, String otherResponse) {
        challenge = otherChallenge;
        response = otherResponse;
    }

    /** It is reported lost. */
    void end() {
        good = false;
    }

    void block(Instant until) {
        blockedUntil = Optional.of(until);
    }

    @Override
    public Optional<AskedCard> ask(long userId, String subject) {
        if (good && blockedUntil.isEmpty()) {
            last = Optional.of(
                    new AskedCard(challenge, response, clock.instant().plus(LIFE)));
            return last;
        }
        return Optional.empty();
    }

    @Override
    public Optional<Instant> openUntil(long userId, String subject) {
        return last.map(AskedCard::expiresAt)
                .filter(end -> good && blockedUntil.isEmpty() && clock.instant().isBefore(end));
    }

    @Override
    public Optional<Instant> blockedUntil(long userId) {
        return blockedUntil;
    }
}
