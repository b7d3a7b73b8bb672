package dev.countersign.health;

import dev.countersign.phone.GatewayRegister;
import dev.countersign.schema.WritableDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Asks the database: that it answers and can be written, and what it knows of the gateways. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DatabaseProbe {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private GatewayRegister gateways;

    /** One small question; whoever gets no answer to it gets an exception. */
    public DatabaseState ask() {
        return WritableDatabase.isReadOnly(entities) ? DatabaseState.READ_ONLY : DatabaseState.WRITABLE;
    }

    public boolean isGatewayBound() {
        return gateways.isGatewayBound();
    }

    /** Which carriers are not well, for the operator; empty where all are. */
    public String carrierNote() {
        return gateways.carrierNote();
    }
}
