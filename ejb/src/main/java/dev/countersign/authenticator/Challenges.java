package dev.countersign.authenticator;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.PinHash;
import dev.countersign.device.Response;
import dev.countersign.factor.FreshQuestion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Asks phones questions and checks their responses (RFC 6287). Works inside the caller's transaction, which holds the user's row and
 * counts wrong answers.
 */
@ApplicationScoped
public class Challenges {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final SecureRandom random = new SecureRandom();

    @Inject
    private AuthenticatorStore store;

    @Inject
    private AuthenticatorSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /**
     * Asks a new question for an attempt or a confirmation; one that was asked for it before counts no more.
     *
     * @param latestEnd of what the challenge is part of
     * @return empty if the phone was asked too often within an hour
     */
    public Optional<IssuedChallenge> issue(Enrolment enrolment, String subject, Instant latestEnd) {
        if (freeAgain(enrolment).isAfter(clock.instant())) {
            return Optional.empty();
        }
        store.findNewest(subject).ifPresent(this::retire);
        return Optional.of(issueFirst(enrolment, subject, latestEnd));
    }

    /** As {@link #issue}, for a subject that is new and so has no question, of a phone that {@link #freeAgain} was asked about. */
    public IssuedChallenge issueFirst(Enrolment enrolment, String subject, Instant latestEnd) {
        Instant now = clock.instant();
        Instant ownEnd = now.plus(settings.challengeLife());
        IssuedChallenge issued = new IssuedChallenge(
                enrolment, draw(enrolment), subject, now, ownEnd.isBefore(latestEnd) ? ownEnd : latestEnd);
        store.add(issued);
        return issued;
    }

    /** Whether the phone had better renew its key: it was asked so much that questions that were not asked get rare. */
    public boolean isRenewalDue(Enrolment enrolment) {
        return store.hasAsked(enrolment, settings.renewalAfter());
    }

    /** When the phone may be asked again; not after now if it may be asked now. */
    public Instant freeAgain(Enrolment enrolment) {
        return store.findIssuedBefore(enrolment.id(), settings.challengesPerHour() - 1)
                .map(issuedAt -> issuedAt.plus(WINDOW))
                .orElse(Instant.EPOCH);
    }

    /** The newest question of an attempt or a confirmation, alive or not. */
    public Optional<IssuedChallenge> findNewest(String subject) {
        return store.findNewest(subject);
    }

    /** Compares a typed response with the newest question of the subject. */
    public ResponseCheck check(String subject, String typed) {
        return check(store.findNewest(subject), typed);
    }

    /** Compares a typed response with a question that was found; none is right where there is none. */
    public ResponseCheck check(Optional<IssuedChallenge> asked, String typed) {
        Instant now = clock.instant();
        if (asked.isEmpty()) {
            return ResponseCheck.WRONG;
        }
        Enrolment enrolment = store.getEnrolment(asked.get().enrolmentId());
        if (!enrolment.isActive()) {
            return ResponseCheck.WRONG;
        }
        Installation installation = store.getInstallation(enrolment.installationId());
        Optional<PinHash> pin = installation.pin(secrets);
        String question = asked.get().question();
        Optional<Response> response = Response.parse(typed);
        OptionalInt answering = response.map(given -> answering(enrolment, pin, question, given))
                .orElseGet(OptionalInt::empty);
        if (answering.isEmpty()) {
            return response.filter(given -> isOtherUsers(enrolment, pin, question, given))
                    .map(given -> ResponseCheck.OTHER_USER)
                    .orElse(ResponseCheck.WRONG);
        }
        if (!asked.get().isAlive(now)) {
            return ResponseCheck.EXPIRED;
        }
        asked.get().end(now);
        enrolment.used(now);
        if (answering.getAsInt() == 0) {
            enrolment.settle();
        }
        return ResponseCheck.RIGHT;
    }

    /** Has a question count no more. */
    public void retire(IssuedChallenge asked) {
        asked.end(clock.instant());
    }

    private String draw(Enrolment enrolment) {
        // A phone renews its key long before: then one draw in ten is in vain.
        return FreshQuestion.draw(
                        () -> Questions.draw(enrolment.challengeSuite(), random),
                        question -> store.isUsed(enrolment, question))
                .orElseThrow(
                        () -> new IllegalStateException("enrolment " + enrolment.id() + " has hardly a question left"));
    }

    /** Whoever mixes up two users of his phone is told; the question is not used up for the other one. */
    private boolean isOtherUsers(Enrolment asked, Optional<PinHash> pin, String question, Response given) {
        return store.listEnrolments(asked.installationId()).stream()
                .filter(other -> other.isActive() && !other.id().equals(asked.id()))
                .anyMatch(other -> answering(other, pin, question, given).isPresent());
    }

    /** By which of the enrolment's keys it is the response: 0 for the newest. */
    private OptionalInt answering(Enrolment enrolment, Optional<PinHash> pin, String question, Response given) {
        OcraSuite suite = enrolment.challengeSuite();
        OcraInput input = OcraInput.of(question);
        OcraInput whole = suite.pinHash().isPresent() ? input.withPin(pin.orElseThrow()) : input;
        List<OcraKey> keys = enrolment.challengeKeys(secrets);
        try {
            return IntStream.range(0, keys.size())
                    .filter(key -> Ocra.isResponse(suite, keys.get(key), whole, given.digits()))
                    .findFirst();
        } finally {
            keys.forEach(OcraKey::close);
        }
    }
}
