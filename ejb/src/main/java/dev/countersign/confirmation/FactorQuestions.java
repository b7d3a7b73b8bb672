package dev.countersign.confirmation;

import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedFactor;
import dev.countersign.factor.TypedFactor.Pause;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.lockout.QuestionLimit;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.Turn;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks for a factor of a user, of whatever kind, and compares what comes back. Works inside the caller's transaction, which holds the user's
 * row; tries and audit are the caller's.
 */
@ApplicationScoped
public class FactorQuestions {

    @Inject
    private Factors factors;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private QuestionLimit perHour;

    @Inject
    private Clock clock;

    /**
     * What is answered by the factor.
     *
     * @param id of the confirmation, or of whatever else waits for the answer
     * @param where its questions count: id of the session, or of the reset
     * @param purpose of a code that is sent
     * @param end of it, which no question outlives
     */
    public record Subject(String id, String where, CodePurpose purpose, Instant end) {}

    /**
     * Asks. A code that was sent before is sent again; any other earlier question of the subject counts no more.
     *
     * @return refused, with nothing done, while the number or the device may not be asked, or too much was asked there within an hour
     */
    public ConfirmationOutcome<FactorQuestion> ask(User user, OwnedFactor asked, Subject subject) {
        Optional<ConfirmationRefusal> held = held(subject.where());
        if (held.isPresent()) {
            return new Refused<>(held.get());
        }
        ConfirmationOutcome<FactorQuestion> outcome = askFactor(user, asked, subject);
        if (outcome instanceof Granted<FactorQuestion>) {
            perHour.count(subject.where());
        }
        return outcome;
    }

    /** Counts what is begun there without a question; refused, and not counted, if too much was asked or begun there within an hour. */
    Optional<ConfirmationRefusal> begin(String where) {
        Optional<ConfirmationRefusal> held = held(where);
        if (held.isEmpty()) {
            perHour.count(where);
        }
        return held;
    }

    private Optional<ConfirmationRefusal> held(String where) {
        return perHour.heldUntil(where).map(until -> limit(Optional.of(until), clock.instant()));
    }

    /** What the factor was asked for the subject and waits for its answer, as it was asked; changes nothing. */
    public Optional<FactorQuestion> find(OwnedFactor asked, Subject subject) {
        String id = asked.ref().id();
        return switch (asked.kind()) {
            case AUTHENTICATOR -> challenges.findNewest(subject.id()).map(challenge -> challenge(asked, challenge));
            case SMS -> codes.findCode(subject.purpose(), subject.id()).map(code -> sms(asked, subject));
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE -> {
                TypedFactor factor = factors.findTyped(asked.kind()).orElseThrow();
                yield factor.find(id, subject.id(), subject.end()).map(question -> typed(asked, factor, question));
            }
            case PASSKEY ->
                factors.findSigned(asked.kind())
                        .orElseThrow()
                        .find(id, subject.id())
                        .map(question -> FactorQuestion.ofSigned(asked, question));
        };
    }

    private ConfirmationOutcome<FactorQuestion> askFactor(User user, OwnedFactor asked, Subject subject) {
        return switch (asked.kind()) {
            case AUTHENTICATOR -> challenge(asked, subject);
            case SMS -> send(user, asked, subject);
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE ->
                type(asked, subject);
            case PASSKEY -> sign(asked, subject);
        };
    }

    /** Why an answer is not looked at, and costs nothing: too many of the factor were wrong. */
    public Optional<ConfirmationRefusal> findBlock(FactorRef factor) {
        Instant now = clock.instant();
        return factors.findTyped(factor.kind())
                .flatMap(source -> source.blockedUntil(factor.id()))
                .filter(now::isBefore)
                .map(until -> limit(Optional.of(until), now));
    }

    /** Compares the answer with what is right. A right one counts once. */
    public CodeCheck check(FactorRef factor, Subject subject, FactorAnswer answer) {
        return switch (factor.kind()) {
            case SMS -> codes.check(subject.purpose(), subject.id(), answer.typed());
            case AUTHENTICATOR ->
                switch (challenges.check(subject.id(), answer.typed())) {
                    case RIGHT -> CodeCheck.RIGHT;
                    case WRONG, OTHER_USER -> CodeCheck.WRONG;
                    case EXPIRED -> CodeCheck.EXPIRED;
                };
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE ->
                factors.findTyped(factor.kind()).orElseThrow().check(factor.id(), subject.id(), answer.typed());
            case PASSKEY -> factors.findSigned(factor.kind()).orElseThrow().check(factor.id(), subject.id(), answer);
        };
    }

    /** A code that was sent for the subject counts no more. */
    public void endCode(Subject subject) {
        codes.findCode(subject.purpose(), subject.id()).ifPresent(codes::end);
    }

    /** The refusal of a wrong answer of a factor of this kind. */
    public static ConfirmationRefusal wrong(FactorKind kind, int triesLeft) {
        Reason reason = switch (kind) {
            case SMS -> Reason.SMS_WRONG;
            case AUTHENTICATOR -> Reason.CR_WRONG;
            case DISPLAY_CARD -> Reason.CARD_WRONG;
            case TOTP -> Reason.TOTP_WRONG;
            case PASSKEY -> Reason.PASSKEY_WRONG;
            case RECOVERY_CODE -> Reason.OVER;
            case GRID_CARD, ONLINE_GRID_CARD -> Reason.GRID_WRONG;
            case TEMPORARY_PASSCODE -> Reason.TEMPORARY_ACCESS;
        };
        return refusal(reason).withTriesLeft(triesLeft);
    }

    /** The refusal of an answer to a question that is over, of a subject that is not. */
    public static ConfirmationRefusal late() {
        return refusal(Reason.EXPIRED);
    }

    private ConfirmationOutcome<FactorQuestion> challenge(OwnedFactor asked, Subject subject) {
        Enrolment phone = authenticators.get(UUID.fromString(asked.ref().id()));
        Optional<IssuedChallenge> issued = challenges.issue(phone, subject.id(), subject.end());
        return issued.<ConfirmationOutcome<FactorQuestion>>map(challenge -> new Granted<>(challenge(asked, challenge)))
                .orElseGet(() -> new Refused<>(limit(Optional.of(challenges.freeAgain(phone)), clock.instant())));
    }

    private static FactorQuestion challenge(OwnedFactor asked, IssuedChallenge challenge) {
        return FactorQuestion.ofChallenge(
                asked, Optional.of(challenge.question()), challenge.expiresAt(), Integer.MAX_VALUE);
    }

    private ConfirmationOutcome<FactorQuestion> send(User user, OwnedFactor asked, Subject subject) {
        Turn turn = codes.send(new CodeOrder(
                subject.purpose(), subject.id(), e164(asked), user.language(), user.jurisdiction(), subject.end()));
        if (turn.kind() == Turn.Kind.BLOCKED) {
            return new Refused<>(refusal(Reason.SMS_CARRIER_BLOCKED));
        }
        if (turn.kind() == Turn.Kind.CLOSED) {
            return new Refused<>(refusal(Reason.SMS_CLOSED));
        }
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            return new Refused<>(refusal(reason).withRetryAfter(Duration.between(clock.instant(), turn.next())));
        }
        return new Granted<>(sms(asked, subject));
    }

    private FactorQuestion sms(OwnedFactor asked, Subject subject) {
        return FactorQuestion.ofSms(asked, codes.nextTurn(e164(asked)), subject.end());
    }

    private String e164(OwnedFactor number) {
        return numbers.getNumber(number.ref().id()).e164();
    }

    private ConfirmationOutcome<FactorQuestion> type(OwnedFactor asked, Subject subject) {
        TypedFactor factor = factors.findTyped(asked.kind()).orElseThrow();
        Instant now = clock.instant();
        Optional<Pause> pause = factor.pause(asked.ref().id(), now);
        if (pause.isPresent()) {
            return new Refused<>(limit(pause.get().until(), now));
        }
        return new Granted<>(typed(asked, factor, factor.ask(asked.ref().id(), subject.id(), subject.end())));
    }

    private static FactorQuestion typed(OwnedFactor asked, TypedFactor factor, Question question) {
        return FactorQuestion.ofChallenge(asked, question.text(), question.expiresAt(), factor.mostWrong());
    }

    private ConfirmationOutcome<FactorQuestion> sign(OwnedFactor asked, Subject subject) {
        return new Granted<>(FactorQuestion.ofSigned(
                asked,
                factors.findSigned(asked.kind()).orElseThrow().ask(asked.ref().id(), subject.id(), subject.end())));
    }

    private static ConfirmationRefusal limit(Optional<Instant> until, Instant now) {
        ConfirmationRefusal limit = refusal(Reason.CHALLENGE_LIMIT);
        return until.map(end -> limit.withRetryAfter(Duration.between(now, end)))
                .orElse(limit);
    }

    private static ConfirmationRefusal refusal(Reason reason) {
        return ConfirmationRefusal.of(reason, Reference.next());
    }
}
