package dev.countersign.passkey;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorAnswer.Signed;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.NamedFactor;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.SignedFactor;
import dev.countersign.passkey.Checked.Passed;
import dev.countersign.passkey.Checked.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys, as factors. */
@ApplicationScoped
class PasskeyFactor implements SignedFactor, NamedFactor {

    @Inject
    private PasskeyStore passkeys;

    @Inject
    private PasskeySettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.PASSKEY;
    }

    @Override
    public List<String> tables() {
        return List.of("passkey");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return passkeys.listActive(userId).stream().map(Passkey::owned).toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return passkeys.get(id).owned();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        PasskeyQuestion question = passkeys.findQuestion(subject).orElseGet(() -> new PasskeyQuestion(subject));
        question.ask(id, secrets.newBearer(), end);
        passkeys.add(question);
        return question(passkeys.get(id), question);
    }

    @Override
    public Optional<Question> find(String id, String subject) {
        return asked(id, subject).map(question -> question(passkeys.get(id), question));
    }

    @Override
    public CodeCheck check(String id, String subject, FactorAnswer answer) {
        Passkey passkey = passkeys.get(id);
        Optional<PasskeyQuestion> asked =
                asked(id, subject).filter(question -> passkey.isActive() && !question.isEnded());
        if (asked.isEmpty()) {
            return refuse(passkey, subject, Flaw.CHALLENGE);
        }
        if (!(answer instanceof Signed signed)) {
            return refuse(passkey, subject, Flaw.MALFORMED);
        }
        PasskeyQuestion question = asked.get();
        Checked<PublicKey> checked =
                WebAuthn.verify(signed, question.challenge(), passkey.key(), settings.relyingParty(signed.origins()));
        if (checked instanceof Refused<PublicKey> refused) {
            return refuse(passkey, subject, refused.flaw());
        }
        if (!question.isAlive(clock.instant())) {
            return CodeCheck.EXPIRED;
        }
        question.end(clock.instant());
        passkey.signed(((Passed<PublicKey>) checked).value());
        return CodeCheck.RIGHT;
    }

    @Override
    public void end(String id, String subject) {
        asked(id, subject).ifPresent(question -> question.end(clock.instant()));
    }

    @Override
    public void rename(String id, String label) {
        passkeys.get(id).rename(label);
    }

    @Override
    public void end(String id, FactorEnd how) {
        passkeys.get(id).end();
    }

    /** What the subject is asked now, if it is this passkey that is asked. */
    private Optional<PasskeyQuestion> asked(String id, String subject) {
        return passkeys.findQuestion(subject).filter(question -> question.isOf(id));
    }

    private Question question(Passkey passkey, PasskeyQuestion question) {
        return new Question(
                question.challenge(),
                passkey.credential(),
                passkey.transports(),
                settings.relyingPartyId(),
                question.expiresAt());
    }

    /** The sender learns that it was wrong, the audit log why. */
    private CodeCheck refuse(Passkey passkey, String subject, Flaw flaw) {
        audit.record(AuditFact.byUser(passkey.userId(), "PASSKEY_ANSWER", flaw.name(), Reference.next(), subject));
        return CodeCheck.WRONG;
    }
}
