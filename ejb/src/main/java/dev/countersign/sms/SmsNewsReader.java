package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has the news of the gateways taken, on threads of its own, on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmsNewsReader {

    private static final System.Logger LOG = System.getLogger(SmsNewsReader.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** What comes alone is taken at once, and what comes right after it in one transaction; what fills one needs no waiting. */
    private static final Duration GATHERING = Duration.ofMillis(20);
    /** One reader each: what comes while it writes is in its next batch, which two would only make smaller. */
    private static final List<String> QUEUES = List.of(SmsQueues.RESULTS, SmsQueues.RECEIPTS);

    @Inject
    private SmsNewsIntake intake;

    @Inject
    private SmsProgress progress;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private ScheduledExecutorService readers;

    @PostConstruct
    void start() {
        readers = Executors.newScheduledThreadPool(QUEUES.size(), threads);
        QUEUES.forEach(queue -> again(queue, Duration.ZERO));
    }

    @PreDestroy
    void stop() {
        readers.shutdownNow();
    }

    /** One round, and then the next. What arrives while the database is away stays where it is: it is no news that cannot be taken. */
    private void read(String queue) {
        Duration pause = PAUSE;
        try {
            progress.requireDatabase();
            pause = switch (intake.takeNext(queue, PATIENCE)) {
                case ALL -> GATHERING;
                case MORE -> Duration.ZERO;
                case NOTHING -> PAUSE;
            };
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Gateway news cannot be read: {0}", e.toString());
        } finally {
            again(queue, pause);
        }
    }

    private void again(String queue, Duration pause) {
        try {
            var unused = readers.schedule(() -> read(queue), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the node stops; news stays in its queue");
        }
    }
}
