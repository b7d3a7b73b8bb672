package dev.countersign.renewal;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.MalformedOctetsException;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.RenewalTranscript;
import dev.countersign.device.ServerRenewal;
import dev.countersign.device.ServerRenewal.Confirmed;
import dev.countersign.renewal.RenewalOutcome.Granted;
import dev.countersign.renewal.RenewalOutcome.Reason;
import dev.countersign.renewal.RenewalOutcome.Refused;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/** What a phone asks for when it renews a key. Each method is one transaction. */
@Stateless
public class RenewalDesk {

    private static final String TYPE = "KEY_RENEWAL";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private RenewalStore renewals;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    /**
     * Who renews.
     *
     * @param token of the installation
     */
    public record Caller(UUID installation, String token, UUID enrolment) {

        @Override
        public String toString() {
            return "Caller[" + enrolment + "]";
        }
    }

    /** The offer, the same one until it is confirmed. */
    public RenewalOutcome<RenewalOffer> offer(Caller caller) {
        Optional<Enrolment> enrolment = lock(caller);
        if (enrolment.isEmpty()) {
            return RenewalOutcome.refused(Reason.UNKNOWN);
        }
        if (!challenges.isRenewalDue(enrolment.get())) {
            return RenewalOutcome.refused(Reason.NOT_DUE);
        }
        Optional<Renewal> known = renewals.find(caller.enrolment());
        Renewal renewal = known.orElseGet(() -> new Renewal(caller.enrolment(), P256KeyPair.generate(random), secrets));
        if (known.isEmpty()) {
            renewals.add(renewal);
        } else if (!renewal.isOpen()) {
            renewal.offer(P256KeyPair.generate(random), secrets);
        }
        return new Granted<>(renewal.offer());
    }

    /**
     * Renews the key for a phone that proves the one that it has. The very same claim once more gets the
     * very same answer, because the first one may not have arrived. A wrong proof costs no try, so repeats of it are counted.
     */
    public RenewalOutcome<Renewed> confirm(Caller caller, RenewalClaim claim) {
        Optional<Enrolment> enrolment = lock(caller);
        if (enrolment.isEmpty()) {
            return RenewalOutcome.refused(Reason.UNKNOWN);
        }
        Optional<Renewal> renewal = renewals.find(caller.enrolment()).filter(known -> known.is(claim.renewal()));
        Optional<Octets> answered = renewal.flatMap(known -> known.answerTo(claim));
        if (answered.isPresent()) {
            return new Granted<>(new Renewed(answered.get()));
        }
        return renewal.filter(Renewal::isOpen)
                .map(open -> renew(enrolment.get(), open, claim))
                .orElseGet(() -> RenewalOutcome.refused(Reason.OVER));
    }

    private RenewalOutcome<Renewed> renew(Enrolment enrolment, Renewal renewal, RenewalClaim claim) {
        for (OcraKey known : enrolment.challengeKeys(secrets)) {
            Optional<Confirmed> confirmed = confirmed(enrolment, renewal, claim, known);
            if (confirmed.isPresent()) {
                enrolment.renew(confirmed.get().challengeKey(), known, secrets);
                renewal.confirm(claim, confirmed.get().serverConfirmation());
                audit.record(fact(enrolment, "OK", Reference.next()));
                return new Granted<>(new Renewed(confirmed.get().serverConfirmation()));
            }
        }
        Refused<Renewed> refused = new Refused<>(Reason.PROOF_WRONG, Reference.next());
        repeated.record(fact(enrolment, refused.reason().name(), refused.reference()));
        return refused;
    }

    private Optional<Confirmed> confirmed(Enrolment enrolment, Renewal renewal, RenewalClaim claim, OcraKey known) {
        try {
            RenewalTranscript said = new RenewalTranscript(
                    claim.renewal(),
                    enrolment.id(),
                    enrolment.installationId(),
                    enrolment.challengeSuite(),
                    renewal.offer().serverKey(),
                    claim.deviceKey());
            return ServerRenewal.of(renewal.keyPair(secrets), known, said).confirmedBy(claim.confirmation());
        } catch (MalformedOctetsException e) {
            // One key stands in two places.
            return Optional.empty();
        }
    }

    private Optional<Enrolment> lock(Caller caller) {
        return authenticators.lockActive(caller.installation(), caller.token(), caller.enrolment());
    }

    private static AuditFact fact(Enrolment enrolment, String reason, Reference reference) {
        return AuditFact.byUser(
                enrolment.userId(), TYPE, reason, reference, enrolment.id().toString());
    }
}
