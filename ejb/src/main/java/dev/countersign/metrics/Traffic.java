package dev.countersign.metrics;

import dev.countersign.budget.BudgetDesk;
import dev.countersign.budget.BudgetView;
import dev.countersign.budget.HeldBy;
import dev.countersign.budget.SmsHeld;
import dev.countersign.push.PushAttempted;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushService;
import dev.countersign.sms.GatewayRegister;
import dev.countersign.sms.SmsBacklog;
import dev.countersign.sms.SmsBacklog.Backlog;
import dev.countersign.sms.SmsReached;
import dev.countersign.sms.SmsState;
import dev.countersign.sweep.TimedWork;
import io.micrometer.core.instrument.Counter;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where messages are. Database and broker are asked by a timer, not by a scrape, so that no scraper can load them; what could
 * not be asked says NaN.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Traffic {

    private static final System.Logger LOG = System.getLogger(Traffic.class.getName());
    private static final String WAITING = "countersign.sms.waiting";
    private static final String OLDEST = "countersign.sms.waiting.oldest";
    private static final String STALLED = "countersign.sms.stalled";
    private static final String BOUND = "countersign.smpp.bound";
    private static final String SPENT = "countersign.sms.day.sent";
    private static final String BUDGET = "countersign.sms.day.budget";
    private static final String MOST = "countersign.sms.day.most";
    private static final String HELD_CLIENTS = "countersign.sms.day.clients.held";
    private static final String HELD_COUNTRIES = "countersign.sms.day.countries.held";
    private static final String HELD = "countersign.sms.held";
    private static final String PUSHED = "countersign.push";
    private static final String QUEUED = "countersign.queue.messages";
    private static final double MILLIS = 1000;

    private final TimedWork asking = new TimedWork(Traffic.class, "Figures of messages are missing");

    @Inject
    private Meters meters;

    @Inject
    private SmsBacklog backlog;

    @Inject
    private GatewayRegister gateways;

    @Inject
    private BudgetDesk budget;

    @Inject
    private QueueDepths queues;

    @Inject
    private Clock clock;

    private final Map<String, Double> values = new ConcurrentHashMap<>();

    private CarrierMeters carriers;

    @PostConstruct
    void register() {
        for (SmsState state : SmsState.values()) {
            meters.registry().counter("countersign.sms.orders", "state", state.name());
        }
        gauge(WAITING, "Orders in the database that are not on the queue yet");
        Gauge.builder(OLDEST, () -> values.getOrDefault(OLDEST, Double.NaN))
                .description("Age of the oldest order that is not on the queue yet")
                .baseUnit("seconds")
                .register(meters.registry());
        gauge(STALLED, "Orders that wait because none of their carriers takes messages");
        for (HeldBy by : HeldBy.values()) {
            meters.registry().counter(HELD, "by", by.name());
        }
        for (PushService service : PushService.values()) {
            for (PushOutcome.Kind outcome : PushOutcome.Kind.values()) {
                pushed(service, outcome);
            }
        }
        gauge(SPENT, "SMS ordered today (UTC)");
        gauge(BUDGET, "SMS after which numbers that nobody has proven to hold get none today");
        gauge(MOST, "SMS after which nobody gets any today");
        gauge(HELD_CLIENTS, "Clients whose SMS were kept back today");
        gauge(HELD_COUNTRIES, "Countries to which codes were kept back today");
        carriers = new CarrierMeters(meters.registry());
        gauge(BOUND, "1 while some gateway has a session to a message center");
        for (String queue : QueueDepths.QUEUES) {
            Gauge.builder(QUEUED, () -> values.getOrDefault(queue, Double.NaN))
                    .description("Messages in the queue, counted to " + QueueDepths.MOST)
                    .tag("queue", queue)
                    .register(meters.registry());
        }
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) SmsReached event) {
        meters.registry()
                .counter("countersign.sms.orders", "state", event.state().name())
                .increment();
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) SmsHeld event) {
        meters.registry().counter(HELD, "by", event.by().name()).increment();
    }

    /** Outside of any transaction: an attempt is over when it is told. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void count(@Observes PushAttempted event) {
        pushed(event.service(), event.outcome()).increment();
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void ask() {
        asking.run(this::askAll);
    }

    private void askAll() {
        if (!ask(
                "database",
                this::askDatabase,
                WAITING,
                OLDEST,
                STALLED,
                BOUND,
                SPENT,
                BUDGET,
                MOST,
                HELD_CLIENTS,
                HELD_COUNTRIES)) {
            carriers.show(List.of(), List.of());
        }
        ask(
                "broker",
                () -> queues.count().forEach((queue, count) -> values.put(queue, (double) count)),
                QueueDepths.QUEUES.toArray(String[]::new));
    }

    private void askDatabase() {
        Backlog waiting = backlog.waiting();
        values.put(WAITING, (double) waiting.orders());
        values.put(
                OLDEST,
                waiting.oldest()
                        .map(at -> Duration.between(at, clock.instant()).toMillis() / MILLIS)
                        .orElse(0.0));
        values.put(STALLED, (double) backlog.stalled());
        BudgetView day = budget.show();
        values.put(SPENT, (double) day.spent());
        values.put(BUDGET, (double) day.budget());
        values.put(MOST, (double) day.most());
        values.put(HELD_CLIENTS, (double) day.heldClients().size());
        values.put(HELD_COUNTRIES, (double) day.heldCountries().size());
        values.put(BOUND, gateways.isGatewayBound() ? 1.0 : 0.0);
        carriers.show(gateways.listReports(), gateways.listShared());
    }

    /** Whether there are answers; if not, none of those before stays. */
    private boolean ask(String part, Runnable question, String... answers) {
        try {
            question.run();
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "No figures from the " + part, e);
            for (String answer : answers) {
                values.remove(answer);
            }
            return false;
        }
    }

    private Counter pushed(PushService service, PushOutcome.Kind outcome) {
        return meters.registry().counter(PUSHED, "service", service.name(), "outcome", outcome.name());
    }

    private void gauge(String name, String description) {
        Gauge.builder(name, () -> values.getOrDefault(name, Double.NaN))
                .description(description)
                .register(meters.registry());
    }
}
