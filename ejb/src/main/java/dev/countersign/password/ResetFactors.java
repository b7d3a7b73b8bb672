package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.FactorQuestion;
import dev.countersign.confirmation.FactorQuestions;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.password.PasswordReset.Verdict;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks for the factor that a reset needs; works inside the caller's transaction, which holds the rows of user and reset. */
@ApplicationScoped
class ResetFactors {

    @Inject
    private Factors factors;

    @Inject
    private FactorQuestions questions;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What can be asked for, the default first: a factor that came in after the operator's identity check proves nothing, nor does one that has gone since. */
    List<OwnedFactor> list(PasswordReset reset) {
        return list(reset.userId(), reset.createdAt());
    }

    /** Whether the user has anything that could be asked for: a card that was sent to him and never answered is nothing yet. */
    boolean hasAny(long userId) {
        return !list(userId, clock.instant()).isEmpty();
    }

    private List<OwnedFactor> list(long userId, Instant latest) {
        return factors.listConfirming(userId).stream()
                .filter(factor ->
                        factor.since().filter(since -> !since.isAfter(latest)).isPresent())
                .toList();
    }

    /** Whether the factor that the reset asks for is its user's still. */
    boolean isProving(PasswordReset reset) {
        return list(reset).stream()
                .anyMatch(factor -> reset.factor().filter(factor.ref()::equals).isPresent());
    }

    /** Whether a code that comes by SMS is what it asks for. */
    boolean isBySms(PasswordReset reset) {
        return reset.factor().filter(factor -> factor.kind() == FactorKind.SMS).isPresent() && isProving(reset);
    }

    /**
     * Claims the reset with the first of its factors that may be asked now.
     *
     * @return why the default may not be asked, with nothing done, where none may
     */
    ConfirmationOutcome<AskedReset> claim(User user, PasswordReset reset, String secret, ResetRules rules) {
        Instant now = clock.instant();
        FactorQuestions.Subject subject = reset.subject(now.plus(rules.answerLife()));
        Optional<ConfirmationRefusal> first = Optional.empty();
        List<OwnedFactor> present = list(reset);
        for (OwnedFactor factor : present) {
            ConfirmationOutcome<FactorQuestion> outcome = questions.ask(user, factor, subject);
            if (outcome instanceof Granted<FactorQuestion> granted) {
                reset.claim(secret, rules, now);
                record(reset, "PASSWORD_RESET_CLAIMED", "OK");
                return new Granted<>(asked(user, reset, granted.value().beside(present)));
            }
            if (outcome instanceof Refused<FactorQuestion> refused) {
                first = first.or(() -> Optional.of(refused.refusal()));
            }
        }
        return new Refused<>(first.orElseThrow());
    }

    /**
     * Asks for one of the factors that can be asked for.
     *
     * @param present what can be asked for, as {@link #list} says
     */
    ConfirmationOutcome<AskedReset> ask(User user, PasswordReset reset, OwnedFactor factor, List<OwnedFactor> present) {
        ConfirmationOutcome<FactorQuestion> outcome = questions.ask(user, factor, reset.subject());
        if (outcome instanceof Granted<FactorQuestion> granted) {
            return new Granted<>(asked(user, reset, granted.value().beside(present)));
        }
        return new Refused<>(((Refused<FactorQuestion>) outcome).refusal());
    }

    private AskedReset asked(User user, PasswordReset reset, FactorQuestion question) {
        reset.ask(question.ref(), question.mostWrong());
        record(reset, "PASSWORD_RESET_ASKED", question.ref().kind().name());
        return view(user, reset, question);
    }

    /** What it asks for, as it was asked; empty once it asks for nothing, or what it asked for has gone. Changes nothing. */
    Optional<AskedReset> find(User user, PasswordReset reset) {
        if (!reset.isAsking(clock.instant())) {
            return Optional.empty();
        }
        List<OwnedFactor> present = list(reset);
        return present.stream()
                .filter(factor -> reset.factor().filter(factor.ref()::equals).isPresent())
                .findFirst()
                .flatMap(factor -> questions.find(factor, reset.subject()))
                .map(question -> view(user, reset, question.beside(present)));
    }

    private static AskedReset view(User user, PasswordReset reset, FactorQuestion question) {
        return new AskedReset(reset.id(), user.userName(), reset.triesLeft(), question, reset.expiresAt());
    }

    /** Why an answer of the factor is not looked at. */
    Optional<ConfirmationRefusal> findBlock(PasswordReset reset) {
        return reset.isAsking(clock.instant()) ? reset.factor().flatMap(questions::findBlock) : Optional.empty();
    }

    /** Takes the answer of the factor; a code that was sent ends with its reset. */
    Verdict answer(PasswordReset reset, FactorRef factor, FactorAnswer answer) {
        Verdict verdict = reset.answer(() -> questions.check(factor, reset.subject(), answer), clock.instant());
        if (reset.state().isEnd()) {
            endCode(reset);
        }
        return verdict;
    }

    void endCode(PasswordReset reset) {
        questions.endCode(reset.subject());
    }

    private void record(PasswordReset reset, String type, String reason) {
        audit.record(AuditFact.byUser(reset.userId(), type, reason, Reference.next(), reset.id()));
    }
}
