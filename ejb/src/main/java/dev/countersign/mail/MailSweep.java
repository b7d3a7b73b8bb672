package dev.countersign.mail;

import dev.countersign.sweep.Batches;
import dev.countersign.sweep.TimedWork;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
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
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailSweep {

    private final TimedWork givingUp = new TimedWork(MailSweep.class, "Mails that are over are not given up");
    private final TimedWork removal = new TimedWork(MailSweep.class, "Mails of long ago stay");

    @Inject
    private MailTidying tidying;

    @Schedule(hour = "*", minute = "*", second = "17", persistent = false)
    void giveUp() {
        givingUp.run(() -> Batches.repeat(MailTidying.BATCH, tidying::giveUp));
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void removeOld() {
        removal.run(() -> Batches.repeat(MailTidying.BATCH, tidying::removeOld));
    }
}
