package dev.countersign.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditRecorded;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.OutboxClaims;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.SmsFate;
import dev.countersign.sms.SmsFates;
import dev.countersign.sms.SmsProgress;
import dev.countersign.sms.SmsTidying;
import dev.countersign.token.SignedIn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators see of how SMS fare, on each database the product runs on. */
@Timeout(120)
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
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofTwoNodesThatCountTheFirstMessageOfAPlaceOneWaitsAndNoneFails(Database database) throws Exception {
        Beans beans = beans(database);
        Instant day = beans.clock().instant();
        SmsFates first = new SmsFates(List.of(sent("north", day, 1, "0"), sent("south", day, 1, "0")));

        atOnce(database, beans, TrafficCount.class, count -> count.count(first), count -> count.count(first));

        assertThat(list(beans, day, day.plusSeconds(300)))
                .extracting(TrafficSpan::carrier, TrafficSpan::sent)
                .containsExactly(tuple("north", 2L), tuple("south", 2L));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofTwoNodesThatSeeAnAlarmAtOnceOneTellsAndNoneFails(Database database) throws Exception {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 10).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        IntStream.range(0, 10).forEach(i -> count(beans, sent("south", ordered, 1, "0")));
        beans.clock().pass(Duration.ofMinutes(10));

        atOnce(database, beans, TrafficDesk.class, TrafficDesk::tell, TrafficDesk::tell);

        assertThat(alerts(beans))
                .containsExactly("sms-delivery:DE-north FEW_DELIVERED", "sms-delivery:DE-south FEW_DELIVERED");
    }

    /** The transaction of the second begins within that of the first, and is waited for behind it. */
    private static <B> void atOnce(Database database, Beans beans, Class<B> type, Consumer<B> first, Consumer<B> second)
            throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> begun = beans.<B, Future<?>>call(type, bean -> {
            first.accept(bean);
            Future<?> running = other.submit(() -> beans.run(type, second));
            while (!Databases.isAnybodyWaiting(database) && !running.isDone()) {
                Thread.onSpinWait();
            }
            return running;
        });
        other.shutdown();
        begun.get();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theLedgerAddsUpByDayAndCarrierWhatWasSent(Database database) {
        Beans beans = beans(database);
        Instant day = beans.clock().instant();
        Instant evening = day.plus(Duration.ofDays(1)).minusSeconds(1);
        count(beans, sent("north", day, 2, "0.11"), sent("north", evening, 1, "0.055"), sent("south", day, 1, "0.04"));
        count(beans, delivered("north", day, 7), delivered("north", evening, 61));
        count(beans, sent("north", evening.plusSeconds(1), 1, "0.055"), sent("north", day.minusSeconds(1), 1, "9"));
        count(beans, unsent(day), unsent(evening));
        LocalDate date = LocalDate.ofInstant(day, ZoneOffset.UTC);

        List<LedgerLine> ledger = beans.call(TrafficDesk.class, desk -> desk.ledger(date, date.plusDays(1)));

        assertThat(ledger)
                .usingRecursiveFieldByFieldElementComparator(RecursiveComparisonConfiguration.builder()
                        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .build())
                .containsExactly(
                        new LedgerLine(date, "north", 2, 3, new BigDecimal("0.165"), 2),
                        new LedgerLine(date, "south", 1, 1, new BigDecimal("0.04"), 0),
                        new LedgerLine(date.plusDays(1), "north", 1, 1, new BigDecimal("0.055"), 0));
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
                .containsExactly(new TrafficAlarm("DE", "north", TrafficAlarm.Kind.LATE, 11, 11, 100, 300));
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

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void onePlaceMayBeToldOfBothKindsWithinAnHour(Database database) {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 10).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        beans.clock().pass(Duration.ofMinutes(10));
        beans.run(TrafficDesk.class, TrafficDesk::tell);
        IntStream.range(0, 10).forEach(i -> count(beans, delivered("north", ordered, 200)));

        beans.run(TrafficDesk.class, TrafficDesk::tell);
        beans.run(TrafficDesk.class, TrafficDesk::tell);

        assertThat(alerts(beans)).containsExactly("sms-delivery:DE-north FEW_DELIVERED", "sms-delivery:DE-north LATE");
    }

    /** From the orders on, as the gateway tells of them. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void tellsWhereNoCarrierTakesAnything(Database database) {
        Beans beans = beans(database);
        List<SmsOrder> refused = order(beans, 10);
        List<SmsOrder> lost = order(beans, 10);
        beans.run(
                SmsProgress.class,
                progress ->
                        progress.take(refused.stream().map(TrafficTest::refusal).toList(), List.of()));
        beans.run(OutboxClaims.class, claims -> claims.queued(lost));
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(beans.call(SmsTidying.class, SmsTidying::endUnsent)).isEqualTo(10);
        beans.fired(SmsFates.class).forEach(event -> beans.run(TrafficCount.class, count -> count.count(event)));

        beans.run(TrafficDesk.class, TrafficDesk::tell);

        assertThat(alerts(beans)).containsExactly("sms-delivery:DE-NONE FEW_DELIVERED");
        assertThat(alarms(beans))
                .containsExactly(new TrafficAlarm("DE", SmsFate.NONE, TrafficAlarm.Kind.FEW_DELIVERED, 20, 0, 0, 0));
        Instant now = beans.clock().instant();
        TrafficSpan span = list(beans, now.minus(Duration.ofHours(1)), now).get(0);
        assertThat(List.of(span.ordered(), span.sent(), span.failed())).containsExactly(20L, 0L, 20L);
        assertThat(span.cost()).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aFewNumbersThatDoNotExistAreNoOutage(Database database) {
        Beans beans = beans(database);
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 40).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        IntStream.range(0, 40).forEach(i -> count(beans, delivered("north", ordered, 5)));
        IntStream.range(0, 10).forEach(i -> count(beans, unsent(ordered)));
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(alarms(beans)).as("40 of 50 were taken").isEmpty();

        count(beans, unsent(ordered));

        assertThat(alarms(beans))
                .containsExactly(new TrafficAlarm("DE", SmsFate.NONE, TrafficAlarm.Kind.FEW_DELIVERED, 51, 0, 78, 0));
    }

    /** Five minutes at a time, however many there are. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void figuresAreForgottenAfterFourHundredDays(Database database) {
        Beans beans = beans(database);
        Instant old = beans.clock().instant();
        count(beans, sent("north", old, 1, "0"), sent("north", old.plusSeconds(300), 1, "0"));
        count(beans, sent("north", old.plusSeconds(600), 1, "0"));
        Instant young = old.plus(Duration.ofDays(400));
        beans.clock().pass(Duration.between(old, young));
        beans.run(TrafficWatch.class, TrafficWatch::sweep);
        assertThat(list(beans, old, young)).hasSize(3);
        beans.clock().pass(Duration.ofSeconds(301));

        beans.run(TrafficWatch.class, TrafficWatch::sweep);

        assertThat(list(beans, old, young)).extracting(TrafficSpan::start).containsExactly(old.plusSeconds(600));
    }

    /** Codes to as many new numbers, on their way to the gateway. */
    private static List<SmsOrder> order(Beans beans, int codes) {
        IntStream.range(0, codes).forEach(i -> {
            long user = SignedIn.add(beans).userId();
            String e164 = beans.query(entities -> Numbers.get(
                            entities, Numbers.add(entities, user, beans.clock().instant()))
                    .e164());
            beans.run(
                    SmsCodes.class,
                    sms -> sms.send(new CodeOrder(
                            CodePurpose.LOGIN,
                            UUID.randomUUID().toString(),
                            e164,
                            "en",
                            "DE",
                            beans.clock().instant().plus(Duration.ofMinutes(10)))));
        });
        return beans.call(OutboxClaims.class, OutboxClaims::claim).rows();
    }

    private static SmsResult refusal(SmsOrder order) {
        return new SmsResult(
                order.messageKey(), SmsResult.State.REFUSED, null, 8, 0, order.createdAt(), "gateway1", null);
    }

    /** Each test has days of its own, and the orders of others are gone. */
    private static Beans beans(Database database) {
        Beans beans = new Beans(database);
        beans.query(entities -> {
            entities.createNativeQuery("delete from sms_traffic").executeUpdate();
            entities.createNativeQuery("delete from sms_traffic_alert").executeUpdate();
            entities.createNativeQuery("delete from sms_outbox").executeUpdate();
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

    private static SmsFate unsent(Instant ordered) {
        return fate(SmsFate.Kind.UNSENT, SmsFate.NONE, ordered, 0, "0", Duration.ZERO);
    }

    private static SmsFate fate(
            SmsFate.Kind kind, String carrier, Instant ordered, int parts, String cost, Duration delay) {
        return new SmsFate(kind, ordered, "DE", carrier, "+49", parts, new BigDecimal(cost), delay);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAlarmThatAClockToldThatIsSetBackSinceHoldsNoOtherBack(Database database) {
        Beans beans = beans(database);
        Instant right = beans.clock().instant();
        beans.clock().pass(Duration.ofDays(30));
        tellOfNorth(beans);
        assertThat(alerts(beans)).hasSize(1);

        beans.clock().set(right);
        tellOfNorth(beans);

        assertThat(alerts(beans)).hasSize(2).containsOnly("sms-delivery:DE-north FEW_DELIVERED");
        beans.run(TrafficDesk.class, TrafficDesk::tell);
        assertThat(alerts(beans)).as("once an hour").hasSize(2);
    }

    private static void tellOfNorth(Beans beans) {
        Instant ordered = beans.clock().instant();
        IntStream.range(0, 10).forEach(i -> count(beans, sent("north", ordered, 1, "0")));
        beans.clock().pass(Duration.ofMinutes(10));
        beans.run(TrafficDesk.class, TrafficDesk::tell);
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
