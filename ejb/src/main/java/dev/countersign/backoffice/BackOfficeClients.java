package dev.countersign.backoffice;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.turn.ProvisioningTurn;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What operators do with back offices, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BackOfficeClients {

    @Inject
    private BackOfficeStore store;

    @Inject
    private ProvisioningTurn turn;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Adds a back office with a new secret of 256 random bits; empty where the name is taken. */
    public Optional<NewClient> create(ClientName name, String operator) {
        turn.take();
        if (store.findClient(name).isPresent()) {
            return Optional.empty();
        }
        String secret = secrets.newBearer();
        String sealed = secrets.seal(Purpose.BACK_OFFICE_SECRET, name.value(), secret);
        store.add(new BackOfficeClient(name, sealed, clock.instant()));
        record(name, "SOAP_CLIENT_CREATED", operator);
        return Optional.of(new NewClient(name.value(), secret));
    }

    /** Ends a back office at once; empty where nobody has the name. */
    public Optional<ClientView> remove(ClientName name, String operator) {
        turn.take();
        Optional<BackOfficeClient> client = store.findClient(name);
        client.ifPresent(found -> {
            store.remove(found);
            record(name, "SOAP_CLIENT_REMOVED", operator);
        });
        return client.map(BackOfficeClient::view);
    }

    public List<ClientView> listClients() {
        return store.listClients().stream().map(BackOfficeClient::view).toList();
    }

    /** The sealed secret of a back office; empty where nobody has the name. */
    public Optional<String> findSealed(ClientName name) {
        return store.findClient(name).map(BackOfficeClient::secretSealed);
    }

    private void record(ClientName name, String type, String operator) {
        audit.record(new AuditFact("operator:" + operator, "client:" + name.value(), type, "OK", Reference.next(), ""));
    }
}
