package dev.countersign.diagnosis;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.card.CardTrouble;
import dev.countersign.card.CardTrouble.KnownCard;
import dev.countersign.card.CardTroubles;
import dev.countersign.diagnosis.Rules.Finding;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.AskedLogin;
import dev.countersign.login.AskedLogins;
import dev.countersign.login.AttemptKey;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.SecondFactor;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells why the answers of a card are refused, and has another challenge asked where that helps, for those alone who may know. Each
 * method is one transaction.
 */
@Stateless
public class CardDiagnosisDesk {

    @Inject
    private CardTroubles troubles;

    @Inject
    private AskedLogins logins;

    @Inject
    private SecondFactor factor;

    @Inject
    private DiagnosisSettings settings;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /**
     * A verdict, the card that it is about, and what is asked next.
     *
     * @param asked the serial of the card that answers are asked of
     * @param question what the user is asked next; empty where nothing he says would change the verdict
     * @param blockedUntil until when answers are not looked at, where they are not
     * @param now when it was told
     * @param reference finds the audit entry
     */
    public record Diagnosis(
            CardVerdict verdict,
            Optional<CardDoubt> question,
            String asked,
            KnownCard card,
            Optional<Instant> blockedUntil,
            Instant now,
            Reference reference) {}

    /** For whoever has the secret of a login that waits for a card. A challenge that is too old is followed by another one. */
    public LoginOutcome<Diagnosis> diagnose(String login, String secret, Map<CardDoubt, Boolean> answers) {
        LoginOutcome<AskedLogin> outcome = logins.find(login, secret);
        if (!(outcome instanceof Granted<AskedLogin> granted)) {
            return new Refused<>(((Refused<AskedLogin>) outcome).refusal());
        }
        AskedLogin asked = granted.value();
        Optional<String> card =
                asked.asked().filter(one -> one.is(FactorKind.DISPLAY_CARD)).map(FactorRef::id);
        if (card.isEmpty()) {
            return LoginOutcome.refused(asked.otherWay());
        }
        Diagnosis diagnosis =
                diagnose(asked.userId(), troubles.get(card.get(), login), answers, asked.reference(), login);
        if (diagnosis.verdict() == CardVerdict.K_EXPIRED) {
            factor.askChallenge(new AttemptKey(login, secret));
        }
        return new Granted<>(diagnosis);
    }

    /**
     * For a signed-in user about a card that he has or had.
     *
     * @return empty if he never had one of this serial
     */
    public Optional<Diagnosis> diagnose(SignedInUser caller, String serial, Map<CardDoubt, Boolean> answers) {
        return troubles.find(caller.userId(), serial)
                .map(trouble -> diagnose(caller.userId(), trouble, answers, Reference.next(), ""));
    }

    /**
     * About each card of a user, for whoever helps him. Changes nothing.
     *
     * @param reference of the look
     */
    public List<Diagnosis> look(long userId, Reference reference) {
        return troubles.listOf(userId).stream()
                .map(trouble -> judge(trouble, Map.of(), reference))
                .toList();
    }

    private Diagnosis diagnose(
            long userId, CardTrouble trouble, Map<CardDoubt, Boolean> answers, Reference reference, String login) {
        Diagnosis diagnosis = judge(trouble, answers, reference);
        repeated.record(
                AuditFact.byUser(userId, "DIAGNOSIS", diagnosis.verdict().name(), reference, login));
        return diagnosis;
    }

    private Diagnosis judge(CardTrouble trouble, Map<CardDoubt, Boolean> answers, Reference reference) {
        Instant now = clock.instant();
        CardSignals signals = new CardSignals(trouble, settings.recent(), now, answers);
        Finding<CardVerdict, CardDoubt> finding = CardDiagnosis.of(signals);
        return new Diagnosis(
                finding.verdict(),
                finding.question(),
                trouble.card().serial(),
                signals.answering(),
                trouble.blockedUntil().filter(now::isBefore),
                now,
                reference);
    }
}
