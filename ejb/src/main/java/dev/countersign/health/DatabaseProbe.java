package dev.countersign.health;

import dev.countersign.phone.GatewayRegister;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Asks the database: that it answers, and what it knows of the gateways. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DatabaseProbe {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private GatewayRegister gateways;

    public void ask() {
        entities.createNativeQuery("select 1").getSingleResult();
    }

    public boolean isGatewayBound() {
        return gateways.isGatewayBound();
    }

    /** Which carriers are not well, for the operator; empty where all are. */
    public String carrierNote() {
        return gateways.carrierNote();
    }
}
