package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.card.AnswerReader.Reading;
import dev.countersign.card.CardResponses.Typed;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.factor.FreshQuestion;
import dev.countersign.factor.TypedFactor.Pause;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks cards questions and checks what they show. Works inside the caller's transaction, which holds the user's row. A card that
 * gave too many wrong answers is not looked at for a while: it cannot lock itself, and a wrong PIN is a wrong answer. No question is
 * asked twice of one card, so that whoever may ask uses questions up: an hour has a limit, and the last tenth of them is left alone.
 */
@ApplicationScoped
class CardQuestions {

    private static final int DIGITS = 6;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final SecureRandom random = new SecureRandom();

    @Inject
    private CardStore store;

    @Inject
    private CardSettings settings;

    @Inject
    private CardResponses responses;

    @Inject
    private AnswerReader reader;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Clock clock;

    /** What an answer is. */
    enum Check {
        RIGHT,
        WRONG,
        /** It was right for a question whose life is over. */
        EXPIRED,
        /** Too many were wrong; it was not looked at. */
        BLOCKED
    }

    /** Why the card is asked nothing now: too many answers were wrong, or it was asked too much. */
    Optional<Pause> pause(DisplayCard card, Instant now) {
        Optional<OcraSuite> suite = card.suite().ocra();
        if (suite.filter(ocra -> isUsedUp(card, ocra)).isPresent()) {
            return Optional.of(new Pause(Optional.empty()));
        }
        return Stream.concat(
                        card.blockedUntil().stream(),
                        suite.flatMap(ocra -> store.findAskedBefore(card, settings.challengesPerHour() - 1)).stream()
                                .map(asked -> asked.plus(WINDOW)))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .map(until -> new Pause(Optional.of(until)));
    }

    /**
     * Asks; an earlier question of the subject counts no more. Whoever calls has looked at {@link #pause}. Empty for a card that shows its
     * codes unasked.
     */
    Optional<CardQuestion> ask(DisplayCard card, String subject, Instant latestEnd) {
        Optional<OcraSuite> suite = card.suite().ocra();
        if (suite.isEmpty()) {
            return Optional.empty();
        }
        // Of two users who share it, one is asked after the other.
        store.lock(card);
        Instant now = clock.instant();
        findNewest(subject).ifPresent(before -> before.end(now));
        Instant ownEnd = now.plus(settings.challengeLife());
        CardQuestion asked = new CardQuestion(
                card, draw(card, suite.get()), subject, now, ownEnd.isBefore(latestEnd) ? ownEnd : latestEnd);
        store.add(asked);
        return Optional.of(asked);
    }

    Optional<CardQuestion> findNewest(String subject) {
        return store.findNewestQuestion(subject);
    }

    /** What the card was asked of the subject counts no more; what another card was asked since does. */
    void end(DisplayCard card, String subject) {
        findNewest(subject).filter(asked -> asked.isOf(card)).ifPresent(asked -> asked.end(clock.instant()));
    }

    /**
     * Compares what was typed with what the card shows, moves the card to where it is after it, and notes what the answer was.
     *
     * @param pin in ASCII; empty if the suite takes none
     * @param code without blanks and hyphens
     */
    Check check(HeldCard held, String subject, Optional<Octets> pin, String code) {
        Instant now = clock.instant();
        DisplayCard card = store.lock(held.card());
        if (card.isBlocked(now)) {
            return Check.BLOCKED;
        }
        Optional<CardQuestion> asked = findNewest(subject).filter(question -> question.isOf(card));
        Typed typed = new Typed(asked.map(CardQuestion::question), pin, code);
        Optional<CardPosition> next = responses.position(card, typed, card.position(), settings.forResponse(), now);
        if (next.isEmpty() || card.isResyncDue()) {
            card.countWrong(settings.wrongAnswers(), now.plus(settings.blockTime()));
            Reading read = next.map(there -> Reading.of(AnswerReading.OUT_OF_STEP))
                    .orElseGet(() -> reader.readWrong(held, typed, now));
            noteReuse(held, read.reading());
            store.note(held, read, typed.question(), now);
            return Check.WRONG;
        }
        if (asked.isPresent() && !asked.get().isAlive(now)) {
            store.note(held, Reading.of(AnswerReading.EXPIRED), typed.question(), now);
            return Check.EXPIRED;
        }
        asked.ifPresent(question -> question.end(now));
        card.moveTo(next.get());
        store.note(held, Reading.of(AnswerReading.RIGHT), typed.question(), now);
        return Check.RIGHT;
    }

    /**
     * A code that a card shows unasked counts once (RFC 4226 section 7.2, RFC 6238 section 5.2). Its user is told when one comes again, not
     * of each that follows in a row: who looked over his shoulder has the password, too. The answer to an earlier challenge alarms
     * nobody: who has two logins open gives it by mistake.
     */
    private void noteReuse(HeldCard held, AnswerReading reading) {
        if (reading != AnswerReading.OLD_CHALLENGE || held.card().suite().otp().isEmpty()) {
            return;
        }
        audit.record(AuditFact.byUser(
                held.userId(),
                "CARD_CODE",
                "CARD_REPLAYED",
                Reference.next(),
                held.card().id().toString()));
        boolean told = store.findAnswer(held)
                .filter(before -> before.reading() == reading)
                .isPresent();
        if (!told) {
            events.fire(SecurityEvent.of(held.userId(), SecurityEvent.Kind.CODE_REUSED));
        }
    }

    /**
     * Six digits where the suite takes so many, of which the first is none of zero: keypads have nothing else, and within that range
     * no two are one question (RFC 6287 section 5.1).
     */
    private String draw(DisplayCard card, OcraSuite suite) {
        int lowest = lowest(suite);
        return FreshQuestion.draw(
                        () -> Integer.toString(lowest + random.nextInt(9 * lowest)),
                        question -> store.isAsked(card, question))
                .orElseThrow(() -> new IllegalStateException("card " + card.id() + " has hardly a question left"));
    }

    /** Nine of ten were asked: a draw would be in vain more and more often. */
    private boolean isUsedUp(DisplayCard card, OcraSuite suite) {
        int questions = 9 * lowest(suite);
        return store.findAskedBefore(card, questions - questions / 10 - 1).isPresent();
    }

    private static int lowest(OcraSuite suite) {
        return (int) Math.pow(10, Math.min(DIGITS, suite.questionLength()) - 1.0);
    }
}
