package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.FactorQuestion;
import dev.countersign.confirmation.FactorQuestions;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
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

    private static final String ASKED = "PASSWORD_RESET_ASKED";

    @Inject
    private Factors factors;

    @Inject
    private FactorQuestions questions;

    @Inject
    private Confirmations confirmations;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What can be asked for, the default first: a factor that came in after the operator's identity check proves nothing, nor does one that has gone since. */
    List<OwnedFactor> list(PasswordReset reset) {
        return list(reset.userId(), reset.createdAt());
    }

    /**
     * Whether an operator's code can help the user: he has something that can be asked for, which a card that was sent to him and never answered
     * is not yet, or never had a factor.
     */
    boolean canHelp(long userId) {
        return needsNone(userId) || !list(userId, clock.instant()).isEmpty();
    }

    /** Whether the reset can be claimed: there is something to ask for, or nothing that has to be. */
    boolean canBeClaimed(PasswordReset reset) {
        return needsNone(reset.userId()) || !list(reset).isEmpty();
    }

    /** Whether the user never had a factor. Who had one since the operator's check needs it. */
    private boolean needsNone(long userId) {
        return !confirmations.hasFactor(userId);
    }

    private List<OwnedFactor> list(long userId, Instant latest) {
        return factors.listConfirming(userId).stream()
                .filter(factor ->
                        factor.since().filter(since -> !since.isAfter(latest)).isPresent())
                .toList();
    }

    /** Whether the factor that the reset asks for is its user's still; of one that asks for none, whether he has none still. */
    boolean isProving(PasswordReset reset) {
        return reset.factor()
                .map(asked ->
                        list(reset).stream().anyMatch(factor -> factor.ref().equals(asked)))
                .orElseGet(() -> needsNone(reset.userId()));
    }

    /** Whether a code that comes by SMS is what it asks for. */
    boolean isBySms(PasswordReset reset) {
        return reset.factor().filter(factor -> factor.kind() == FactorKind.SMS).isPresent() && isProving(reset);
    }

    /**
     * Claims the reset with the first of its factors that may be asked now; of a user who never had one nothing is asked.
     *
     * @return why the default may not be asked, with nothing done, where none may
     */
    ConfirmationOutcome<AskedReset> claim(User user, PasswordReset reset, String secret, ResetRules rules) {
        Instant now = clock.instant();
        if (needsNone(user.id())) {
            claim(reset, secret, rules, now);
            record(reset, ASKED, "NONE");
            return new Granted<>(view(user, reset, Optional.empty()));
        }
        FactorQuestions.Subject subject = reset.subject(now.plus(rules.answerLife()));
        Optional<ConfirmationRefusal> first = Optional.empty();
        List<OwnedFactor> present = list(reset);
        for (OwnedFactor factor : present) {
            ConfirmationOutcome<FactorQuestion> outcome = questions.ask(user, factor, subject);
            if (outcome instanceof Granted<FactorQuestion> granted) {
                claim(reset, secret, rules, now);
                return new Granted<>(asked(user, reset, granted.value().beside(present)));
            }
            if (outcome instanceof Refused<FactorQuestion> refused) {
                first = first.or(() -> Optional.of(refused.refusal()));
            }
        }
        return new Refused<>(first.orElseThrow());
    }

    private void claim(PasswordReset reset, String secret, ResetRules rules, Instant now) {
        reset.claim(secret, rules, now);
        record(reset, "PASSWORD_RESET_CLAIMED", "OK");
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
        record(reset, ASKED, question.ref().kind().name());
        return view(user, reset, Optional.of(question));
    }

    /** What it asks for, as it was asked; empty once it asks for nothing, or what it asked for has gone. Changes nothing. */
    Optional<AskedReset> find(User user, PasswordReset reset) {
        if (!reset.isAsking(clock.instant())) {
            return Optional.empty();
        }
        if (reset.factor().isEmpty()) {
            return isProving(reset) ? Optional.of(view(user, reset, Optional.empty())) : Optional.empty();
        }
        List<OwnedFactor> present = list(reset);
        return present.stream()
                .filter(factor -> reset.factor().filter(factor.ref()::equals).isPresent())
                .findFirst()
                .flatMap(factor -> questions.find(factor, reset.subject()))
                .map(question -> view(user, reset, Optional.of(question.beside(present))));
    }

    private static AskedReset view(User user, PasswordReset reset, Optional<FactorQuestion> question) {
        return new AskedReset(reset.id(), user.userName(), reset.triesLeft(), question, reset.expiresAt());
    }

    /** Why an answer of the factor is not looked at. */
    Optional<ConfirmationRefusal> findBlock(PasswordReset reset) {
        return reset.isAsking(clock.instant()) ? reset.factor().flatMap(questions::findBlock) : Optional.empty();
    }

    /** Takes the answer of the factor, if one was asked; a code that was sent ends with its reset. */
    Verdict answer(PasswordReset reset, Optional<FactorAnswer> answer) {
        Verdict verdict = reset.answer(() -> check(reset, answer), clock.instant());
        if (reset.state().isEnd()) {
            endCode(reset);
        }
        return verdict;
    }

    private CodeCheck check(PasswordReset reset, Optional<FactorAnswer> answer) {
        return reset.factor()
                .map(asked -> questions.check(asked, reset.subject(), answer.orElseThrow()))
                .orElse(CodeCheck.RIGHT);
    }

    void endCode(PasswordReset reset) {
        questions.endCode(reset.subject());
    }

    private void record(PasswordReset reset, String type, String reason) {
        audit.record(AuditFact.byUser(reset.userId(), type, reason, Reference.next(), reset.id()));
    }
}
