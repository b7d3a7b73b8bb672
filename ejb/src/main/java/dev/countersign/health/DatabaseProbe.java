package dev.countersign.health;

import dev.countersign.schema.WritableDatabase;
import dev.countersign.sms.GatewayRegister;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks the database: that it answers and can be written, what time it has, and what it knows of the gateways. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DatabaseProbe {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private GatewayRegister gateways;

    @Inject
    private Clock clock;

    /** One small question; whoever gets no answer to it gets an exception. */
    public DatabaseState ask() {
        return WritableDatabase.isReadOnly(entities) ? DatabaseState.READ_ONLY : DatabaseState.WRITABLE;
    }

    /** How far the clock of this node is ahead of the database's, negative where it is behind; as right as the answer is quick. */
    public Duration clockOffset() {
        Instant before = clock.instant();
        Number seconds = (Number) entities.createNativeQuery("select extract(epoch from current_timestamp)")
                .getSingleResult();
        Duration taken = Duration.between(before, clock.instant());
        Instant there = Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
        return Duration.between(there, before.plus(taken.dividedBy(2)));
    }

    public boolean isGatewayBound() {
        return gateways.isGatewayBound();
    }

    /** Which carriers are not well, for the operator; empty where all are. */
    public String carrierNote() {
        return gateways.carrierNote();
    }
}
