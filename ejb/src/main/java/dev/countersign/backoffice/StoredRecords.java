package dev.countersign.backoffice;

import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Back offices and nonces in the database, each question in a transaction of its own. */
@ApplicationScoped
class StoredRecords implements CallerRecords {

    private static final String DECOY = "nobody";

    @Inject
    private BackOfficeClients clients;

    @Inject
    private NonceBook nonces;

    @Inject
    private Secrets secrets;

    @Inject
    private DataKeys keys;

    private volatile String decoy = "";

    @Override
    public Optional<String> findSecret(Optional<ClientName> name) {
        Optional<String> sealed = name.flatMap(clients::findSealed);
        // Where nobody has the name, the same work is done on a secret that nobody knows.
        String record = sealed.isPresent() ? name.orElseThrow().value() : DECOY;
        String secret = secrets.open(Purpose.BACK_OFFICE_SECRET, record, sealed.orElseGet(this::decoy));
        return sealed.map(known -> secret);
    }

    /** Sealed anew after a rotation: it is no record that upkeep would bring to the new key before the old one is removed. */
    private String decoy() {
        String present = decoy;
        boolean isOfToday = keys.findCurrent(Purpose.BACK_OFFICE_SECRET)
                .map(key -> key.id() + '.')
                .filter(present::startsWith)
                .isPresent();
        if (!isOfToday) {
            present = secrets.seal(Purpose.BACK_OFFICE_SECRET, DECOY, secrets.newBearer());
            decoy = present;
        }
        return present;
    }

    @Override
    public boolean enter(ClientName client, Nonce nonce, Instant end) {
        UsedNonce entry = new UsedNonce(client, nonce, end);
        if (nonces.isUsed(entry)) {
            return false;
        }
        try {
            nonces.enter(entry);
            return true;
        } catch (EJBException e) {
            // The primary key let another call win; any other fault goes on.
            if (nonces.isUsed(entry)) {
                return false;
            }
            throw e;
        }
    }
}
