package dev.countersign.metrics;

import dev.countersign.mail.MailBacklog;
import dev.countersign.mail.MailBacklog.Backlog;
import dev.countersign.mail.MailReached;
import dev.countersign.mail.MailState;
import dev.countersign.sweep.TimedWork;
import io.micrometer.core.instrument.Gauge;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Where mail is. The database is asked by a timer; what could not be asked says NaN. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailTraffic {

    private static final System.Logger LOG = System.getLogger(MailTraffic.class.getName());
    private static final String MESSAGES = "countersign.mail.messages";
    private static final double MILLIS = 1000;

    private final TimedWork asking = new TimedWork(MailTraffic.class, "Figures of mail are missing");

    @Inject
    private Meters meters;

    @Inject
    private MailBacklog backlog;

    @Inject
    private Clock clock;

    private volatile double waiting = Double.NaN;
    private volatile double oldestSeconds = Double.NaN;
    private volatile double putOff = Double.NaN;

    @PostConstruct
    void register() {
        for (MailState state : MailState.values()) {
            meters.registry().counter(MESSAGES, "state", state.name());
        }
        Gauge.builder("countersign.mail.waiting", () -> waiting)
                .description("Mails that no mail server has taken yet")
                .register(meters.registry());
        Gauge.builder("countersign.mail.waiting.oldest", () -> oldestSeconds)
                .description("Age of the oldest mail that no mail server has taken yet")
                .baseUnit("seconds")
                .register(meters.registry());
        Gauge.builder("countersign.mail.put.off", () -> putOff)
                .description("Mails whose recipient could not have them at the last try")
                .register(meters.registry());
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailReached event) {
        meters.registry().counter(MESSAGES, "state", event.state().name()).increment();
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void ask() {
        asking.run(this::askAll);
    }

    private void askAll() {
        try {
            Backlog mails = backlog.show();
            waiting = mails.waiting();
            oldestSeconds = mails.oldest()
                    .map(at -> Duration.between(at, clock.instant()).toMillis() / MILLIS)
                    .orElse(0.0);
            putOff = mails.putOff();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No figures of mail", e);
            waiting = Double.NaN;
            oldestSeconds = Double.NaN;
            putOff = Double.NaN;
        }
    }
}
