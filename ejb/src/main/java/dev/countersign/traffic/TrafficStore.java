package dev.countersign.traffic;

import dev.countersign.sms.SmsFate;
import dev.countersign.sweep.OldSpans;
import dev.countersign.time.ClockSkew;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Questions to the table of traffic; works inside the caller's transaction. */
@ApplicationScoped
class TrafficStore {

    private static final String DELAYS =
            Arrays.stream(Delay.values()).map(Delay::column).collect(Collectors.joining(", "));

    private static final int KEY_COLUMNS = 4;

    /** Nobody else's, so that it comes behind all other locks. */
    private static final int TURN = 258;

    /** Counted since 1970-01-01 in UTC, whatever the time zone of the session. */
    private static final String DAY = "floor(extract(epoch from starts_at) / 86400)";

    private static final OldSpans OLD = new OldSpans("sms_traffic", "starts_at", 60);

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected TrafficStore() {}

    @Inject
    TrafficStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Sees to it that places have their rows. Whoever misses one takes the turn of all who do, before he locks any row of a place: so of
     * two nodes that count the first message of a place at once one waits for the other, and none fails.
     */
    void enter(Collection<Place> places) {
        if (places.stream().allMatch(this::isKnown)) {
            return;
        }
        takeTurn();
        places.stream().filter(place -> !isKnown(place)).forEach(this::insert);
    }

    /** Takes the turn of those who make rows, until the transaction ends. */
    void takeTurn() {
        entities.createNativeQuery("select id from sms_turn where id = ?1 for update")
                .setParameter(1, TURN)
                .getSingleResult();
    }

    private boolean isKnown(Place place) {
        Object rows = bind(
                        entities.createNativeQuery(
                                "select count(*) from sms_traffic where starts_at = ?1 and country = ?2"
                                        + " and carrier = ?3 and route = ?4"),
                        place)
                .getSingleResult();
        return ((Number) rows).longValue() > 0;
    }

    private void insert(Place place) {
        bind(
                        entities.createNativeQuery(
                                "insert into sms_traffic (starts_at, country, carrier, route, sent, unsent, parts, cost,"
                                        + " delivered, failed, " + DELAYS + ") values (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0, 0"
                                        + ", 0".repeat(Delay.values().length) + ")"),
                        place)
                .executeUpdate();
    }

    /** Adds what became of some messages of one place, which was entered. */
    void add(Place place, List<SmsFate> fates) {
        update(place, fates);
    }

    private void update(Place place, List<SmsFate> fates) {
        String delays = Arrays.stream(Delay.values())
                .map(delay -> ", " + delay.column() + " = " + delay.column() + " + " + count(fates, delay))
                .collect(Collectors.joining());
        Query update = entities.createNativeQuery("update sms_traffic set sent = sent + ?5, parts = parts + ?6,"
                + " cost = cost + ?7, delivered = delivered + ?8, failed = failed + ?9, unsent = unsent + ?10" + delays
                + " where starts_at = ?1 and country = ?2 and carrier = ?3 and route = ?4");
        bind(update, place)
                .setParameter(5, count(fates, SmsFate.Kind.SENT))
                .setParameter(6, fates.stream().mapToLong(SmsFate::parts).sum())
                .setParameter(7, fates.stream().map(SmsFate::cost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .setParameter(8, count(fates, SmsFate.Kind.DELIVERED))
                .setParameter(9, count(fates, SmsFate.Kind.FAILED))
                .setParameter(10, count(fates, SmsFate.Kind.UNSENT))
                .executeUpdate();
    }

    private static Query bind(Query query, Place place) {
        return query.setParameter(1, Timestamp.from(place.start()))
                .setParameter(2, place.country())
                .setParameter(3, place.carrier())
                .setParameter(4, place.route());
    }

    private static long count(List<SmsFate> fates, SmsFate.Kind kind) {
        return fates.stream().filter(fate -> fate.kind() == kind).count();
    }

    private static long count(List<SmsFate> fates, Delay delay) {
        return fates.stream()
                .filter(fate -> fate.kind() == SmsFate.Kind.DELIVERED && Delay.of(fate.delay()) == delay)
                .count();
    }

    /** Spans that began at {@code from} or later and before {@code to}, the oldest first. */
    List<TrafficSpan> list(Instant from, Instant to) {
        List<?> rows = entities.createNativeQuery(
                        "select starts_at, country, carrier, route, sent, unsent, parts, cost, delivered,"
                                + " failed, " + DELAYS + " from sms_traffic where starts_at >= ?1 and starts_at < ?2"
                                + " order by starts_at, country, carrier, route")
                .setParameter(1, Timestamp.from(from))
                .setParameter(2, Timestamp.from(to))
                .getResultList();
        return rows.stream().map(row -> span((Object[]) row)).toList();
    }

    /** What was sent from {@code from} on and before {@code to}, by the days of the orders (UTC) and carriers, in their order. */
    List<LedgerLine> addUp(Instant from, Instant to) {
        List<?> rows = entities.createNativeQuery(
                        "select " + DAY + ", carrier, sum(sent), sum(parts), sum(cost), sum(delivered)"
                                + " from sms_traffic where starts_at >= ?1 and starts_at < ?2 and carrier <> ?3"
                                + " group by " + DAY + ", carrier order by 1, 2")
                .setParameter(1, Timestamp.from(from))
                .setParameter(2, Timestamp.from(to))
                .setParameter(3, SmsFate.NONE)
                .getResultList();
        return rows.stream().map(row -> line((Object[]) row)).toList();
    }

    private static LedgerLine line(Object[] row) {
        return new LedgerLine(
                LocalDate.ofEpochDay(((Number) row[0]).longValue()),
                row[1].toString(),
                ((Number) row[2]).longValue(),
                ((Number) row[3]).longValue(),
                (BigDecimal) row[4],
                ((Number) row[5]).longValue());
    }

    /**
     * Takes an alert until some time; of many nodes one succeeds. One that was taken for longer was taken by a clock that has been set back
     * since. The turn must be taken.
     *
     * @param place that it is about, and what is wrong there: at most 60 characters
     */
    boolean takeAlert(String place, Instant now, Instant until) {
        int changed = entities.createNativeQuery("update sms_traffic_alert set quiet_until = ?2 where place = ?1"
                        + " and (quiet_until <= ?3 or quiet_until > ?4)")
                .setParameter(1, place)
                .setParameter(2, Timestamp.from(until))
                .setParameter(3, Timestamp.from(now))
                .setParameter(4, Timestamp.from(ClockSkew.latest(until)))
                .executeUpdate();
        if (changed == 1) {
            return true;
        }
        return entities.createNativeQuery(
                                "insert into sms_traffic_alert (place, quiet_until) select ?1, ?2 from sms_turn"
                                        + " where id = ?3 and not exists (select place from sms_traffic_alert where place = ?1)")
                        .setParameter(1, place)
                        .setParameter(2, Timestamp.from(until))
                        .setParameter(3, TURN)
                        .executeUpdate()
                == 1;
    }

    /** Removes some of those before, and says how many. */
    int removeBefore(Instant oldest) {
        return OLD.remove(entities, oldest);
    }

    private static TrafficSpan span(Object[] row) {
        List<Long> delays = Arrays.stream(row)
                .skip(KEY_COLUMNS + 6)
                .map(count -> ((Number) count).longValue())
                .toList();
        return new TrafficSpan(
                instant(row[0]),
                row[1].toString(),
                row[2].toString(),
                row[3].toString(),
                ((Number) row[4]).longValue(),
                ((Number) row[5]).longValue(),
                ((Number) row[6]).longValue(),
                (BigDecimal) row[7],
                ((Number) row[8]).longValue(),
                ((Number) row[9]).longValue(),
                delays);
    }

    /** Drivers differ in what they give for a time with its zone. */
    private static Instant instant(Object time) {
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        return ((Timestamp) time).toInstant();
    }
}
