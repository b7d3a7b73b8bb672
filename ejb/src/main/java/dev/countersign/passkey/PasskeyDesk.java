package dev.countersign.passkey;

import dev.countersign.confirmation.Proof;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.passkey.Checked.Passed;
import dev.countersign.passkey.Checked.Refused;
import dev.countersign.passkey.NewPasskey.Known;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a signed-in user registers passkeys. Each method is one transaction. */
@Stateless
public class PasskeyDesk {

    private static final String TYPE = "PASSKEY";

    @Inject
    private UserStore users;

    @Inject
    private PasskeyStore passkeys;

    @Inject
    private Factors factors;

    @Inject
    private FactorChanges changes;

    @Inject
    private PasskeySettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /**
     * Has a device of the user's make a key; what his session asked before counts no more. Takes a proof from a user who has a factor.
     */
    public FactorOutcome<NewPasskey> begin(SignedInUser caller, Optional<Proof> proof) {
        User user = users.lockUser(caller.userId());
        if (passkeys.listActive(user.id()).size() >= settings.most()) {
            return changes.refuse(caller, TYPE, Reason.LIMIT);
        }
        return changes.provenFor(caller, TYPE, proof, weakUntil -> {
            PasskeyQuestion question = ask(caller, weakUntil);
            changes.recordOrCount(caller, TYPE, "BEGUN", caller.sessionId());
            return new Granted<>(told(user, question));
        });
    }

    /** Takes the key that the device made, unless the user got another factor meanwhile: from now on it opens logins. */
    public FactorOutcome<OwnedFactor> register(SignedInUser caller, PasskeyRegistration sent) {
        users.lockUser(caller.userId());
        Optional<PasskeyQuestion> asked = passkeys.findQuestion(subject(caller))
                .filter(question ->
                        question.isAlive(clock.instant()) && !factors.becameSince(caller.userId(), askedAt(question)))
                .filter(question -> changes.isOpen(caller));
        if (asked.isEmpty()) {
            return changes.refuse(caller, TYPE, Reason.UNKNOWN);
        }
        PasskeyQuestion question = asked.get();
        question.end(clock.instant());
        Checked<PublicKey> checked = WebAuthn.register(
                sent.attestationObject(),
                sent.clientData(),
                question.challenge(),
                settings.relyingParty(sent.origins()));
        if (checked instanceof Refused<PublicKey> refused) {
            changes.recordOrCount(caller, "PASSKEY_ANSWER", refused.flaw().name(), caller.sessionId());
            return changes.refuse(caller, TYPE, Reason.KEY_REFUSED);
        }
        return add(caller, question, ((Passed<PublicKey>) checked).value(), sent);
    }

    private FactorOutcome<OwnedFactor> add(
            SignedInUser caller, PasskeyQuestion question, PublicKey key, PasskeyRegistration sent) {
        if (passkeys.isKnown(key.credential())) {
            changes.recordOrCount(caller, "PASSKEY_ANSWER", Flaw.CREDENTIAL.name(), caller.sessionId());
            return changes.refuse(caller, TYPE, Reason.KEY_REFUSED);
        }
        Passkey passkey = new Passkey(caller.userId(), question.userHandle(), key, sent, clock.instant());
        passkey.weaken(question.weakUntil());
        passkeys.add(passkey);
        changes.recordChange(caller, TYPE, "ACTIVE", passkey.id());
        return new Granted<>(passkey.owned());
    }

    private PasskeyQuestion ask(SignedInUser caller, Optional<Instant> weakUntil) {
        String subject = subject(caller);
        PasskeyQuestion question = passkeys.findQuestion(subject).orElseGet(() -> new PasskeyQuestion(subject));
        Instant end = clock.instant().plus(settings.registrationLife());
        question.askNew(userHandle(caller), secrets.newBearer(), weakUntil, end);
        passkeys.add(question);
        return question;
    }

    private Instant askedAt(PasskeyQuestion question) {
        return question.expiresAt().minus(settings.registrationLife());
    }

    /** The same for all keys of a user, so that his devices file them together. It says nothing of who he is. */
    private String userHandle(SignedInUser caller) {
        return passkeys.listAll(caller.userId()).stream()
                .findFirst()
                .map(Passkey::userHandle)
                .orElseGet(secrets::newBearer);
    }

    private NewPasskey told(User user, PasskeyQuestion question) {
        List<Known> known = passkeys.listActive(user.id()).stream()
                .map(passkey -> new Known(passkey.credential(), passkey.transports()))
                .toList();
        return new NewPasskey(
                question.challenge(),
                settings.relyingPartyId(),
                settings.relyingPartyName(),
                question.userHandle(),
                user.userName(),
                WebAuthn.ALGORITHMS,
                known,
                question.expiresAt());
    }

    private static String subject(SignedInUser caller) {
        return "new:" + caller.sessionId();
    }
}
