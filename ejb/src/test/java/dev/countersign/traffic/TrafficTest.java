package dev.countersign.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditRecorded;
import dev.countersign.phone.SmsFate;
import dev.countersign.phone.SmsFates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators see of how SMS fare, on each database the product runs on. */
class TrafficTest {

    private static final Instant NOON = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void countsByPlaceAndTimeOfOrderAndAddsUpByDay(Database database) {
        Beans beans = beans(database);
        Instant day = beans.clock().instant();
        count(beans, sent("north", day, 2, "0.11"), sent("north", day.plusSeconds(299), 1, "0.055"));
        count(beans, delivered("north", day, 7), delivered("north", day.plusSeconds(299), 61));
        count(beans, sent("north", day.plusSeconds(300), 1, "0.055"), sent("south", day, 1, "0.04"));
        count(beans, fate(SmsFate.Kind.FAILED, "south", day, 0, "0", Duration.ZERO));

        List<TrafficSpan> spans = list(beans, day, day.plusSeconds(3_600));

        assertThat(spans).extracting(TrafficSpan::carrier).containsExactly("north", "south", "north");
        TrafficSpan first = spans.get(0);
        assertThat(first.start()).isEqualTo(day);
        assertThat(List.of(first.sent(), first.parts(), first.delivered(), first.failed()))
                .containsExactly(2L, 3L, 2L, 0L);
        assertThat(first.cost()).isEqualByComparingTo("0.165");
        assertThat(first.medianSeconds()).isEqualTo(10);
        assertThat(spans.get(1).failed()).isEqualTo(1);
        LocalDate date = TrafficStore.day(first);
        List<LedgerLine> ledger = new ArrayList<>(beans.call(TrafficDesk.class, desk -> desk.ledger(date, date)));
        assertThat(ledger).extracting(LedgerLine::carrier).containsExactly("north", "south");
        assertThat(ledger.get(0).cost()).isEqualByComparingTo("0.22");
        assertThat(ledger.get(0).sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void tellsOnceAnHourWhereFewerThanEightOfTenArrive(Database database) {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 10).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        IntStream.range(0, 7).forEach(i -> count(beans, delivered("north", ordered, 5)));
        beans.clock().pass(Duration.ofMinutes(9));
        beans.run(TrafficDesk.class, TrafficDesk::tell);
        assertThat(alerts(beans)).as("receipts may still come").isEmpty();

        beans.clock().pass(Duration.ofMinutes(1));
        beans.run(TrafficDesk.class, TrafficDesk::tell);
        beans.run(TrafficDesk.class, TrafficDesk::tell);

        assertThat(alerts(beans)).containsExactly("sms-delivery:DE-north FEW_DELIVERED");
        count(beans, delivered("north", ordered, 5));
        assertThat(alarms(beans)).as("eight of ten").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void tellsWhereHalfTakeLongerThanTwoMinutes(Database database) {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 10).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        IntStream.range(0, 5).forEach(i -> count(beans, delivered("north", ordered, 20)));
        IntStream.range(0, 5).forEach(i -> count(beans, delivered("north", ordered, 121)));
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(alarms(beans)).as("the fifth of ten took 20 s").isEmpty();

        count(beans, sent("north", ordered, 1, "0"), delivered("north", ordered, 130));

        assertThat(alarms(beans))
                .containsExactly(new TrafficAlarm("DE", "north", TrafficAlarm.Kind.LATE, 11, 100, 300));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void nineMessagesSayNothing(Database database) {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 9).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(alarms(beans)).isEmpty();

        count(beans, sent("north", ordered, 1, "0"));

        assertThat(alarms(beans)).hasSize(1);
    }

    /** Each test has days of its own. */
    private static Beans beans(Database database) {
        Beans beans = new Beans(database);
        beans.query(entities -> {
            entities.createNativeQuery("delete from sms_traffic").executeUpdate();
            entities.createNativeQuery("delete from sms_traffic_alert").executeUpdate();
            return true;
        });
        beans.clock().pass(Duration.between(beans.clock().instant(), NOON.plus(Duration.ofDays(3_000))));
        return beans;
    }

    private static void count(Beans beans, SmsFate... fates) {
        List<SmsFate> all = new ArrayList<>(List.of(fates));
        Collections.reverse(all);
        beans.run(TrafficCount.class, count -> count.count(new SmsFates(all)));
    }

    private static SmsFate sent(String carrier, Instant ordered, int parts, String cost) {
        return fate(SmsFate.Kind.SENT, carrier, ordered, parts, cost, Duration.ZERO);
    }

    private static SmsFate delivered(String carrier, Instant ordered, int seconds) {
        return fate(SmsFate.Kind.DELIVERED, carrier, ordered, 0, "0", Duration.ofSeconds(seconds));
    }

    private static SmsFate fate(
            SmsFate.Kind kind, String carrier, Instant ordered, int parts, String cost, Duration delay) {
        return new SmsFate(kind, ordered, "DE", carrier, "+49", parts, new BigDecimal(cost), delay);
    }

    private static List<TrafficSpan> list(Beans beans, Instant from, Instant to) {
        return beans.call(TrafficDesk.class, desk -> desk.list(from, to));
    }

    private static List<TrafficAlarm> alarms(Beans beans) {
        return beans.call(TrafficDesk.class, TrafficDesk::alarms);
    }

    private static List<String> alerts(Beans beans) {
        return beans.fired(AuditRecorded.class).stream()
                .map(AuditRecorded::fact)
                .filter(fact -> fact.type().equals(AuditFact.SMS_ALERT))
                .map(fact -> fact.subject() + " " + fact.reason())
                .toList();
    }
}
