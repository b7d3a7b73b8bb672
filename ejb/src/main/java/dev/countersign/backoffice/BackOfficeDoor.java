package dev.countersign.backoffice;

import dev.countersign.backoffice.CallerOutcome.Known;
import dev.countersign.backoffice.CallerOutcome.Refused;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Tells which back office sent a message. Nobody but a holder of the secret can use up a nonce. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BackOfficeDoor {

    private static final String DECOY = "nobody";

    @Inject
    private BackOfficeClients clients;

    @Inject
    private NonceBook nonces;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    private String decoy = "";

    @PostConstruct
    void prepare() {
        decoy = secrets.seal(Purpose.BACK_OFFICE_SECRET, DECOY, secrets.newBearer());
    }

    /** Takes a message at most once. */
    public CallerOutcome authenticate(UsernameToken token, MessageTimestamp timestamp) {
        Optional<CallerRefusal> untimely = Freshness.check(token, timestamp, clock.instant());
        if (untimely.isPresent()) {
            return new Refused(untimely.get());
        }
        Optional<ClientName> sender = ClientName.find(token.name());
        Optional<String> sealed = sender.flatMap(clients::findSealed);
        // Where nobody has the name, the same work is done on a secret that nobody knows.
        String secret = secrets.open(
                Purpose.BACK_OFFICE_SECRET, sealed.isPresent() ? token.name() : DECOY, sealed.orElse(decoy));
        boolean right = token.isMadeWith(secret);
        if (!right || sealed.isEmpty()) {
            return new Refused(CallerRefusal.NOT_AUTHENTICATED);
        }
        return enter(sender.orElseThrow(), token);
    }

    private CallerOutcome enter(ClientName sender, UsernameToken token) {
        UsedNonce nonce = new UsedNonce(sender, token.nonce(), Freshness.nonceEnd(token));
        if (nonces.isUsed(nonce)) {
            return new Refused(CallerRefusal.REPLAYED);
        }
        try {
            nonces.enter(nonce);
            return new Known(sender);
        } catch (EJBException e) {
            // The primary key let another call win; any other fault goes on.
            if (nonces.isUsed(nonce)) {
                return new Refused(CallerRefusal.REPLAYED);
            }
            throw e;
        }
    }
}
