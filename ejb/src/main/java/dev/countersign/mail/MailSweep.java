package dev.countersign.mail;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Has the outbox of mail tidied. Runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailSweep {

    @Inject
    private MailTidying tidying;

    @Schedule(hour = "*", minute = "*", second = "17", persistent = false)
    void giveUp() {
        while (tidying.giveUp() == MailTidying.BATCH) {
            // Each batch has a transaction of its own, so that no row stays locked for long.
        }
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void removeOld() {
        tidying.removeOld();
    }
}
