package dev.countersign.health;

import dev.countersign.phone.GatewayRegister;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;

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
        return ask(entities);
    }

    /**
     * PostgreSQL is read-only as a standby, and where somebody set it so: it says so to whoever asks, and else to the first change. H2 is
     * with a file that it may not write.
     */
    static DatabaseState ask(EntityManager entities) {
        String question = isPostgresql(entities)
                ? "select current_setting('transaction_read_only')"
                : "select case when readonly() then 'on' else 'off' end";
        Object said = entities.createNativeQuery(question).getSingleResult();
        return said.toString().strip().equals("on") ? DatabaseState.READ_ONLY : DatabaseState.WRITABLE;
    }

    private static boolean isPostgresql(EntityManager entities) {
        try {
            return entities.unwrap(Connection.class)
                    .getMetaData()
                    .getDatabaseProductName()
                    .equals("PostgreSQL");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }

    public boolean isGatewayBound() {
        return gateways.isGatewayBound();
    }

    /** Which carriers are not well, for the operator; empty where all are. */
    public String carrierNote() {
        return gateways.carrierNote();
    }
}
