package dev.countersign.mail;

import dev.countersign.mail.HandOver.Kind;
import dev.countersign.sweep.TimedWork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries mail from the database to the SMTP server, right after the commit that wrote it and whenever the sweep finds some
 * left over; one at a time on each node. Between the server's reply and the note of it stands no transaction: a crash there
 * sends the mail once more when its lease is over, with the same Message-ID.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailRelay {

    private static final System.Logger LOG = System.getLogger(MailRelay.class.getName());

    private final TimedWork looking = new TimedWork(MailRelay.class, "Mail waits in the database");
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    @Inject
    private MailClaims claims;

    @Inject
    private MailServer server;

    @Inject
    private MailSettings settings;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onOrdered(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailOrdered event) {
        wake();
    }

    /** For mails that a crash, or a server that was away, left waiting; runs on every node. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        looking.run(this::wake);
    }

    /** Sees to it that a run begins after this call, or that the one that goes on looks again. */
    private void wake() {
        if (settings.isOn()) {
            wanted.set(true);
            if (running.compareAndSet(false, true)) {
                start();
            }
        }
    }

    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            running.set(false);
            LOG.log(System.Logger.Level.DEBUG, "Mail waits for the sweep: the server has no thread for it now");
        }
    }

    private void run() {
        try {
            while (wanted.getAndSet(false)) {
                relayAll();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Mail waits in the database; the sweep tries again", e);
        } finally {
            running.set(false);
        }
    }

    /** Ends at trouble that may be the server's: each of the others would find it out anew. What one recipient has concerns no other. */
    private void relayAll() {
        for (Optional<ClaimedMail> next = claims.claim(); next.isPresent(); next = claims.claim()) {
            HandOver outcome = server.take(next.get());
            claims.note(next.get().id(), outcome);
            if (outcome.kind() == Kind.TROUBLE) {
                return;
            }
        }
    }
}
