package dev.countersign.turn;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * The turn of whoever creates users, numbers, or one of what operators keep a few of: one transaction at a time has it; the others wait,
 * and then see what it created. Works inside the caller's transaction.
 */
@ApplicationScoped
public class ProvisioningTurn {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ProvisioningTurn() {}

    @Inject
    ProvisioningTurn(EntityManager entities) {
        this.entities = entities;
    }

    /** Waits for it, and has it until the transaction ends. */
    public void take() {
        entities.createNativeQuery("select id from provisioning_lock where id = 1 for update")
                .getSingleResult();
    }
}
