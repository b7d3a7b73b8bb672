package dev.countersign.traffic;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Shows the traffic of SMS and watches it. Each method is one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TrafficDesk {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration QUIET = Duration.ofHours(1);

    @Inject
    private TrafficStore store;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Spans of five minutes that began at {@code from} or later and before {@code to}, the oldest first. */
    public List<TrafficSpan> list(Instant from, Instant to) {
        return store.list(from, to);
    }

    /** What each carrier cost on each of these days, the first and the last among them. */
    public List<LedgerLine> ledger(LocalDate first, LocalDate last) {
        return store.addUp(start(first), start(last.plusDays(1)));
    }

    /** What is wrong now, place by place. */
    public List<TrafficAlarm> alarms() {
        Instant now = clock.instant();
        return TrafficAlarm.of(store.list(TrafficAlarm.from(now), TrafficAlarm.to(now)));
    }

    /** Tells operators of each alarm, each kind of a place once an hour. */
    public void tell() {
        Instant now = clock.instant();
        List<TrafficAlarm> alarms = alarms();
        if (!alarms.isEmpty()) {
            store.takeTurn();
        }
        for (TrafficAlarm alarm : alarms) {
            if (store.takeAlert(alarm.subject() + " " + alarm.kind(), now, now.plus(QUIET))) {
                audit.record(AuditFact.smsAlert(alarm.subject(), alarm.kind().name()));
            }
        }
    }

    /** Forgets some of what is older than 400 days, and says how much. */
    public int removeOld() {
        return store.removeBefore(clock.instant().minus(KEPT));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
