package dev.countersign.carrier;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.turn.ProvisioningTurn;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Operators say whom people ask when their carrier filters text messages. Each method is one transaction. */
@Stateless
public class CarrierHelpDesk {

    @Inject
    private EntityManager entities;

    @Inject
    private ProvisioningTurn turn;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** All of them, in the order of their countries. */
    public List<CarrierContact> list() {
        return entities.createQuery("select h from CarrierHelp h order by h.country", CarrierHelp.class)
                .getResultStream()
                .map(CarrierHelp::view)
                .toList();
    }

    /** That of a country; empty where operators know none. */
    public Optional<CarrierContact> find(String country) {
        return Optional.ofNullable(entities.find(CarrierHelp.class, country)).map(CarrierHelp::view);
    }

    /** Sets that of a country, whether there was one or not. */
    public void set(CarrierContact contact, String operator) {
        turn.take();
        entities.merge(new CarrierHelp(contact, clock.instant()));
        audit.record(AuditFact.aboutCarrierHelp(operator, contact.country(), "CARRIER_HELP_SET"));
    }

    /** Removes that of a country; false if there was none. */
    public boolean remove(String country, String operator) {
        turn.take();
        CarrierHelp known = entities.find(CarrierHelp.class, country);
        if (known == null) {
            return false;
        }
        entities.remove(known);
        audit.record(AuditFact.aboutCarrierHelp(operator, country, "CARRIER_HELP_REMOVED"));
        return true;
    }
}
