package dev.countersign.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows without asking whether the database can be used: one thread asks it twice a second, and silence counts as no. The time
 * measured is the machine's, which nobody sets.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseWatch {

    private static final System.Logger LOG = System.getLogger(DatabaseWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Long enough for a busy database, and short enough that its time-outs and this one end within three seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    @Inject
    private DatabaseProbe probe;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private final AtomicLong answeredNanos = new AtomicLong(System.nanoTime());
    private volatile DatabaseState last = DatabaseState.WRITABLE;
    private @Nullable ScheduledExecutorService asking;

    @PostConstruct
    void begin() {
        ScheduledExecutorService one = Executors.newSingleThreadScheduledExecutor(threads);
        var unused = one.scheduleWithFixedDelay(this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        asking = one;
    }

    @PreDestroy
    void end() {
        ScheduledExecutorService one = asking;
        if (one != null) {
            one.shutdownNow();
        }
    }

    /** False from the first refusal, or after two seconds of silence, until the database has answered again; and while it takes no changes. */
    public boolean isUp() {
        return state() == DatabaseState.WRITABLE;
    }

    /** The same with the reason. */
    public DatabaseState state() {
        boolean answers = System.nanoTime() - answeredNanos.get() < SILENCE.toNanos();
        return answers ? last : DatabaseState.SILENT;
    }

    private void ask() {
        try {
            DatabaseState said = probe.ask();
            if (said != last) {
                boolean back = said == DatabaseState.WRITABLE;
                LOG.log(
                        back ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                        "database event={0}",
                        back ? "back" : "read-only");
            }
            last = said;
            answeredNanos.set(System.nanoTime());
        } catch (Throwable e) { // An error, too: nobody would ask again.
            if (last != DatabaseState.SILENT) {
                LOG.log(System.Logger.Level.WARNING, "database event=away cause={0}", e.toString());
            }
            last = DatabaseState.SILENT;
        }
    }
}
