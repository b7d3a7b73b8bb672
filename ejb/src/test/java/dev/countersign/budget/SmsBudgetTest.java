package dev.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditRecorded;
import dev.countersign.policy.JurisdictionDesk;
import dev.countersign.policy.Rule;
import dev.countersign.policy.RuleChange;
import dev.countersign.sweep.Batches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be sent in all, on each database the product runs on. Each test has days of its own, later than any other's. */
@Timeout(120)
class SmsBudgetTest {

    private static final AtomicInteger DAYS = new AtomicInteger(1_000);
    private static final int CALLERS = 30;

    /** By how much a clock is wrong: to where no other test is. */
    private static final Duration WRONG = Duration.ofDays(10_000);

    private final int day = DAYS.addAndGet(3);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsTheTwentyFirstCodeToAPrefixBackUntilTheFirstIsTenMinutesOld(Database database) {
        Beans beans = beans(database, Map.of());
        Instant first = beans.clock().instant();
        IntStream.range(0, 20).forEach(i -> {
            assertThat(askUnproven(beans, number(1, i))).isEmpty();
            beans.clock().pass(Duration.ofSeconds(1));
        });

        Optional<Held> held = askUnproven(beans, number(1, 20));

        Instant free = first.plus(Duration.ofMinutes(10));
        assertThat(held).contains(new Held(HeldBy.PREFIX, free));
        assertThat(askUnproven(beans, number(2, 0))).isEmpty();
        assertThat(askProven(beans, number(1, 21))).isEmpty();
        beans.clock().pass(Duration.between(beans.clock().instant(), free).minusMillis(1));
        assertThat(askUnproven(beans, number(1, 22))).isPresent();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(askUnproven(beans, number(1, 22))).isEmpty();
        assertThat(askUnproven(beans, number(1, 23))).isPresent();
        assertThat(alerts(beans)).as("once a window").containsExactly("sms-prefix:4915001 PREFIX");
        assertThat(beans.fired(SmsHeld.class)).containsOnly(new SmsHeld(HeldBy.PREFIX));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsACountryBackOfWhichFewerThanATenthEntersItsCodes(Database database) {
        Beans beans = beans(database, Map.of());
        Instant sent = beans.clock().instant();
        send(beans, 50);
        proofs(beans, 4, sent);

        Optional<Held> held = askUnproven(beans, number(60, 0));

        assertThat(held.map(Held::by)).contains(HeldBy.CONVERSION);
        assertThat(held.orElseThrow().until()).isEqualTo(startOfDay().plus(Duration.ofDays(1)));
        assertThat(askProven(beans, number(60, 1))).isEmpty();
        assertThat(askUnproven(beans, number(61, 0), "AT")).isEmpty();
        assertThat(alerts(beans)).containsExactly("sms-country:DE CONVERSION");
        proofs(beans, 1, sent);
        assertThat(askUnproven(beans, number(62, 0))).as("5 of 50").isEmpty();
        assertThat(askUnproven(beans, number(63, 0))).as("5 of 51").isPresent();
        assertThat(alerts(beans)).hasSize(1);
        beans.clock().pass(Duration.ofDays(1));
        assertThat(askUnproven(beans, number(64, 0))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void codesThatNeverLeftCloseNoCountry(Database database) {
        Beans beans = beans(database, Map.of());
        Instant sent = beans.clock().instant();
        send(beans, 50);
        proofs(beans, 1, sent);
        assertThat(askUnproven(beans, number(60, 0))).isPresent();

        giveBack(beans, 1, sent.minus(Duration.ofDays(1)));
        assertThat(askUnproven(beans, number(60, 0))).as("of another day").isPresent();
        giveBack(beans, 1, sent);
        assertThat(askUnproven(beans, number(60, 0))).isEmpty();
        giveBack(beans, 100, sent);
        assertThat(counted(beans)).as("what was entered had left").isEqualTo(1);
    }

    private static void giveBack(Beans beans, int codes, Instant at) {
        beans.run(
                SmsBudget.class,
                budget -> budget.giveBack(Collections.nCopies(codes, new SmsBudget.Counted(number(0, 0), at))));
    }

    private int counted(Beans beans) {
        BudgetDay today = BudgetDay.of(beans.clock().instant());
        return beans.query(entities -> ((Number)
                        entities.createNativeQuery("select sent from sms_country_day where id = ?1")
                                .setParameter(1, CountryDay.id("DE", today))
                                .getSingleResult())
                .intValue());
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCountryHasABudgetOfItsOwnWhichIsARuleOfThatCountry(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.country-per-day", "3"));
        Instant sent = beans.clock().instant();
        send(beans, 3);
        proofs(beans, 3, sent);

        assertThat(askUnproven(beans, number(4, 0)).map(Held::by)).contains(HeldBy.COUNTRY);
        assertThat(alerts(beans)).containsExactly("sms-country:DE COUNTRY");
        beans.run(
                JurisdictionDesk.class,
                desk -> desk.set("DE", new RuleChange(Rule.SMS_COUNTRY_PER_DAY, "4", "", Instant.EPOCH), "ann"));
        assertThat(askUnproven(beans, number(4, 0))).isEmpty();
        assertThat(askUnproven(beans, number(4, 1))).isPresent();
        beans.run(JurisdictionDesk.class, desk -> desk.remove("DE", Rule.SMS_COUNTRY_PER_DAY, "ann"));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void nothingGoesToAClosedRangeOrAClosedCountry(Database database) {
        Beans beans = beans(database, Map.of());
        Destination number = number(5, 0);
        String range = number.e164().substring(0, 8);
        beans.run(ClosedRangeDesk.class, desk -> desk.close(new ClosedRangeView(range, "wave"), "ann"));
        beans.run(
                JurisdictionDesk.class,
                desk -> desk.set("AT", new RuleChange(Rule.SMS_COUNTRY_OPEN, "0", "", Instant.EPOCH), "ann"));

        assertThat(askProven(beans, number).map(Held::by)).contains(HeldBy.CLOSED);
        assertThat(look(beans, number).map(Held::by)).contains(HeldBy.CLOSED);
        assertThat(askUnproven(beans, number).map(Held::by)).contains(HeldBy.CLOSED);
        assertThat(askProven(beans, number(6, 0))).isEmpty();
        assertThat(askUnproven(beans, number(6, 1), "AT").map(Held::by)).contains(HeldBy.CLOSED);
        beans.run(JurisdictionDesk.class, desk -> desk.remove("AT", Rule.SMS_COUNTRY_OPEN, "ann"));
        boolean opened = beans.call(ClosedRangeDesk.class, desk -> desk.open(range, "ann"));
        assertThat(opened).isTrue();
        assertThat(askProven(beans, number)).isEmpty();
        assertThat(askUnproven(beans, number(6, 1), "AT")).isEmpty();
        assertThat(askProven(beans, new Destination("+8816123456", "ZZ")).map(Held::by))
                .as("satellite")
                .contains(HeldBy.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAddressGetsSoManyWithinAnHour(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.address-per-hour", "3"));
        Instant first = beans.clock().instant();
        String network = "192.0.2." + day % 250;
        IntStream.range(0, 3)
                .forEach(i -> assertThat(askFrom(beans, network, i)).isEmpty());
        beans.clock().pass(Duration.ofMinutes(59));

        Held held = new Held(HeldBy.ADDRESS, first.plus(Duration.ofHours(1)));
        assertThat(askFrom(beans, network, 3)).contains(held);
        assertThat(look(beans, from(network, 3))).contains(held);
        assertThat(askFrom(beans, network, 4)).isPresent();
        assertThat(askFrom(beans, "198.51.100." + day % 250, 5)).isEmpty();
        assertThat(askProven(beans, number(7, 6))).as("from nowhere").isEmpty();
        assertThat(alerts(beans)).containsExactly("sms-address:" + network + " ADDRESS");
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(look(beans, from(network, 7))).isEmpty();
        assertThat(askFrom(beans, network, 7)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAddressWithoutLimitIsNotCounted(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.address-per-hour", "0"));
        String network = "203.0.113." + day % 250;
        Destination unproven = new Destination(number(8, 1).e164(), "DE", new Asker(network, ""));

        assertThat(askFrom(beans, network, 0)).isEmpty();
        Optional<Held> held = beans.call(
                SmsBudget.class,
                budget -> budget.takeUnproven(unproven, beans.clock().instant()));
        assertThat(held).isEmpty();

        assertThat(count(beans, "sms_address where network = '" + network + "'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aClientGetsSoManyOnADayWhateverAddressesItNames(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.client-per-day", "20"));
        String client = "clearing-" + day;
        IntStream.range(0, 20).forEach(i -> assertThat(askFor(beans, client, i)).isEmpty());

        Held held = new Held(HeldBy.CLIENT, startOfDay().plus(Duration.ofDays(1)));
        assertThat(look(beans, asked(client, 20))).contains(held);
        assertThat(askFor(beans, client, 20)).contains(held);
        assertThat(askUnproven(beans, asked(client, 21)).map(Held::by)).contains(HeldBy.CLIENT);
        assertThat(askFor(beans, "settlement-" + day, 22)).isEmpty();
        assertThat(askProven(beans, number(9, 23))).as("asked for by nobody").isEmpty();
        assertThat(alerts(beans)).containsExactly("sms-client:" + client + " CLIENT");
        BudgetView view = beans.call(BudgetDesk.class, BudgetDesk::show);
        assertThat(view.spent()).as("what is kept back costs the day nothing").isEqualTo(22);
        assertThat(view.heldClients()).containsExactly(client);
        assertThat(view.note()).isEqualTo("SMS were kept back today that were asked for by " + client);
        beans.clock().pass(Duration.ofDays(1));
        assertThat(askFor(beans, client, 24)).isEmpty();
        assertThat(beans.call(BudgetDesk.class, BudgetDesk::show).heldClients()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aClientWithoutLimitIsNotCounted(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.client-per-day", "0"));
        String client = "clearing-" + day;

        assertThat(askFor(beans, client, 0)).isEmpty();

        assertThat(count(beans, "sms_client_share where client = '" + client + "'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyAtOnceAsManyGoAsANewClientMayAskFor(Database database) throws Exception {
        Map<String, String> settings = Map.of("countersign.sms.client-per-day", "21");

        assertThat(countGranted(database, settings, (beans, i) -> askFor(beans, "newcomer-" + day, i)))
                .isEqualTo(21);
    }

    /** He may hold shares that others wait for. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    @Timeout(20)
    void whoTellsThatAClientWasKeptBackWaitsForNobody(Database database) {
        String client = "patient-" + day;
        BudgetDay today = BudgetDay.of(Instant.now());
        assertThat(askFor(beans(database, Map.of("countersign.sms.client-per-day", "21")), client, 0))
                .isEmpty();

        database.run(holder -> {
            holder.createNativeQuery("select id from sms_client_share where client = ?1 and id = 0 for update")
                    .setParameter(1, client)
                    .getSingleResult();
            assertThat(tells(database, client, today)).isFalse();
        });

        assertThat(tells(database, client, today)).isTrue();
        assertThat(tells(database, client, today)).isFalse();
    }

    private static boolean tells(Database database, String client, BudgetDay today) {
        return database.call(entities -> {
            if (database != Databases.embedded()) {
                entities.createNativeQuery("set local lock_timeout = '2s'").executeUpdate();
            }
            return new BudgetStore(entities).takeAlert(client, today);
        });
    }

    /** As a back office does, each time for another user at another address. */
    private Optional<Held> askFor(Beans beans, String client, int i) {
        return askProven(beans, asked(client, i));
    }

    private Destination asked(String client, int i) {
        return new Destination(number(9, i).e164(), "DE", new Asker("203.0.113." + i, client));
    }

    private Optional<Held> askFrom(Beans beans, String network, int i) {
        return askProven(beans, from(network, i));
    }

    private static Destination from(String network, int i) {
        return new Destination(number(7, i).e164(), "DE", new Asker(network, ""));
    }

    private static Optional<Held> look(Beans beans, Destination to) {
        return beans.call(
                SmsBudget.class,
                budget -> budget.findHeldProven(to, beans.clock().instant()));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theBudgetOfTheDayIsForAllAndWhatRemainsForProvenNumbers(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.daily-budget", "5", "countersign.sms.daily-most", "7"));
        IntStream.range(0, 3)
                .forEach(i -> assertThat(askProven(beans, number(i, 0))).isEmpty());
        beans.run(BudgetDesk.class, BudgetDesk::alert);
        assertThat(alerts(beans)).isEmpty();
        send(beans, 2);

        assertThat(askUnproven(beans, number(3, 0)).map(Held::by)).contains(HeldBy.BUDGET);
        beans.run(BudgetDesk.class, BudgetDesk::alert);
        beans.run(BudgetDesk.class, BudgetDesk::alert);

        assertThat(alerts(beans))
                .containsExactly("sms-budget:" + date() + " BUDGET_80", "sms-budget:" + date() + " BUDGET_100");
        assertThat(askProven(beans, number(3, 0))).isEmpty();
        assertThat(askProven(beans, number(3, 0))).isEmpty();
        Held held = new Held(HeldBy.BUDGET, startOfDay().plus(Duration.ofDays(1)));
        assertThat(look(beans, number(3, 0))).contains(held);
        assertThat(askProven(beans, number(3, 0))).contains(held);
        assertThat(beans.call(BudgetDesk.class, BudgetDesk::show).note())
                .isEqualTo("140 % of today's SMS budget are spent; nobody gets an SMS any more today");
        beans.run(BudgetDesk.class, BudgetDesk::alert);
        beans.run(BudgetDesk.class, BudgetDesk::alert);
        assertThat(alerts(beans).stream().skip(2))
                .containsExactly("sms-budget:" + date() + " MOST_80", "sms-budget:" + date() + " MOST_100");
        beans.clock().pass(Duration.ofDays(1));
        assertThat(askUnproven(beans, number(3, 0))).isEmpty();
        assertThat(beans.call(BudgetDesk.class, BudgetDesk::show))
                .isEqualTo(new BudgetView(1, 5, 7, List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyAtOnceAsManyGoAsThePrefixAllows(Database database) throws Exception {
        assertThat(countGranted(database, Map.of(), (beans, i) -> askUnproven(beans, number(1, i))))
                .isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyAtOnceAsManyGoAsTheCountryAllows(Database database) throws Exception {
        Map<String, String> settings = Map.of("countersign.sms.country-per-day", "13");

        assertThat(countGranted(database, settings, (beans, i) -> askUnproven(beans, number(i, 0))))
                .isEqualTo(13);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyAtOnceAsManyGoAsTheBudgetAllows(Database database) throws Exception {
        Map<String, String> settings = Map.of("countersign.sms.daily-budget", "11");

        assertThat(countGranted(database, settings, (beans, i) -> askUnproven(beans, number(i, 0))))
                .isEqualTo(11);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyProvenNumbersAtOnceAsManyGetTheirsAsTheDayAllows(Database database) throws Exception {
        Map<String, String> settings = Map.of("countersign.sms.daily-budget", "1", "countersign.sms.daily-most", "19");

        assertThat(countGranted(database, settings, (beans, i) -> askProven(beans, number(i, 0))))
                .isEqualTo(19);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatCountsNoMoreIsForgotten(Database database) {
        Beans beans = beans(database, Map.of());
        removeOld(beans);
        send(beans, 1);
        assertThat(rows(beans)).isEqualTo(2);

        beans.clock().pass(Duration.ofMinutes(10));
        removeOld(beans);
        assertThat(rows(beans)).as("the prefix still").isEqualTo(2);
        beans.clock().pass(Duration.ofMillis(1));
        removeOld(beans);
        assertThat(rows(beans)).as("the day still").isEqualTo(1);
    }

    /** What it had noted lies further ahead than clocks differ; nobody is kept back by it, and nobody's alert is held back. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatAClockNotedThatIsSetBackSinceCountsNoMore(Database database) {
        Beans beans = beans(
                database,
                Map.of(
                        "countersign.sms.address-per-hour", "3",
                        "countersign.sms.client-per-day", "16",
                        "countersign.sms.daily-budget", "32",
                        "countersign.sms.daily-most", "32"));
        Instant right = beans.clock().instant();
        beans.clock().pass(WRONG);
        String wrongDay = BudgetDay.of(beans.clock().instant()).toString();
        spendAll(beans);
        assertThat(alerts(beans)).hasSize(6).contains("sms-budget:" + wrongDay + " MOST_100");

        beans.clock().set(right);

        assertThat(beans.call(BudgetDesk.class, BudgetDesk::show))
                .isEqualTo(new BudgetView(0, 32, 32, List.of(), List.of()));
        assertThat(look(beans, from(network(), 0))).isEmpty();
        assertThat(look(beans, asked("wrong-" + day, 0))).isEmpty();
        spendAll(beans);
        assertThat(alerts(beans).stream().skip(6))
                .containsExactly(
                        "sms-address:" + network() + " ADDRESS",
                        "sms-client:wrong-" + day + " CLIENT",
                        "sms-budget:" + date() + " BUDGET_80",
                        "sms-budget:" + date() + " BUDGET_100",
                        "sms-budget:" + date() + " MOST_80",
                        "sms-budget:" + date() + " MOST_100");
    }

    /** All that an address may have, all that a client may have, and what is left of the day. */
    private void spendAll(Beans beans) {
        IntStream.range(0, 3)
                .forEach(i -> assertThat(askFrom(beans, network(), i)).isEmpty());
        assertThat(askFrom(beans, network(), 3).map(Held::by)).contains(HeldBy.ADDRESS);
        IntStream.range(0, 16)
                .forEach(i -> assertThat(askFor(beans, "wrong-" + day, i)).isEmpty());
        assertThat(askFor(beans, "wrong-" + day, 16).map(Held::by)).contains(HeldBy.CLIENT);
        IntStream.range(0, 13)
                .forEach(i -> assertThat(askProven(beans, number(8, i))).isEmpty());
        assertThat(askProven(beans, number(8, 13)).map(Held::by)).contains(HeldBy.BUDGET);
        beans.run(BudgetDesk.class, BudgetDesk::alert);
    }

    private String network() {
        return "198.18.0." + day % 250;
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatAClockNotedThatIsSetBackSinceHoldsNoAlertOfAPrefixBackAndWaitsInNoCountry(Database database) {
        Beans beans = beans(database, Map.of("countersign.sms.prefix-most", "1"));
        Instant right = beans.clock().instant();
        beans.clock().pass(WRONG);
        String days = "sms_country_day where epoch_day = "
                + BudgetDay.of(beans.clock().instant()).epochDay();
        assertThat(askUnproven(beans, number(1, 0))).isEmpty();
        assertThat(askUnproven(beans, number(1, 1))).isPresent();
        assertThat(count(beans, days)).isEqualTo(1);

        beans.clock().set(right);

        assertThat(askUnproven(beans, number(1, 2))).isEmpty();
        assertThat(askUnproven(beans, number(1, 3))).isPresent();
        assertThat(alerts(beans)).containsExactly("sms-prefix:4915001 PREFIX", "sms-prefix:4915001 PREFIX");
        removeOld(beans);
        assertThat(count(beans, days)).isZero();
    }

    private static void removeOld(Beans beans) {
        Batches.repeat(Batches.SIZE, () -> beans.call(BudgetDesk.class, desk -> desk.removeOld(Batches.SIZE)));
        beans.run(BudgetDesk.class, BudgetDesk::removeDays);
    }

    private interface Ask {
        Optional<Held> of(Beans beans, int caller);
    }

    /** Calls at one moment, each in a transaction of its own. */
    private long countGranted(Database database, Map<String, String> settings, Ask ask) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Beans beans = beans(database, settings);
            calls.add(() -> {
                start.await();
                return ask.of(beans, caller).isEmpty();
            });
        }
        long granted = 0;
        for (Future<Boolean> call : callers.invokeAll(calls)) {
            granted += call.get() ? 1 : 0;
        }
        callers.shutdown();
        return granted;
    }

    private Beans beans(Database database, Map<String, String> settings) {
        Beans beans = new Beans(database);
        settings.forEach(beans::set);
        beans.clock().pass(Duration.ofDays(day).plusHours(12));
        return beans;
    }

    /** Codes to as many prefixes, so that no prefix keeps one back. */
    private void send(Beans beans, int codes) {
        IntStream.range(0, codes)
                .forEach(i -> assertThat(askUnproven(beans, number(i, 1))).isEmpty());
    }

    private static void proofs(Beans beans, int proofs, Instant sentAt) {
        IntStream.range(0, proofs)
                .forEach(i -> beans.run(SmsBudget.class, budget -> budget.countProof(number(0, 0), sentAt)));
    }

    private static Optional<Held> askUnproven(Beans beans, Destination to) {
        return ask(beans, budget -> budget.takeUnproven(to, beans.clock().instant()));
    }

    private static Optional<Held> askUnproven(Beans beans, Destination to, String country) {
        return askUnproven(beans, new Destination(to.e164(), country));
    }

    private static Optional<Held> askProven(Beans beans, Destination to) {
        return ask(beans, budget -> budget.takeProven(to, beans.clock().instant()));
    }

    private static Optional<Held> ask(Beans beans, Function<SmsBudget, Optional<Held>> question) {
        return beans.call(SmsBudget.class, question);
    }

    private static Destination number(int prefix, int rest) {
        return new Destination(String.format(Locale.ROOT, "+4915%03d%06d", prefix, rest), "DE");
    }

    private static List<String> alerts(Beans beans) {
        return beans.fired(AuditRecorded.class).stream()
                .map(AuditRecorded::fact)
                .filter(fact -> fact.type().equals(AuditFact.SMS_ALERT))
                .map(fact -> fact.subject() + " " + fact.reason())
                .toList();
    }

    private Instant startOfDay() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
    }

    private String date() {
        return startOfDay().toString().substring(0, 10);
    }

    private long rows(Beans beans) {
        return count(beans, "sms_prefix")
                + count(
                        beans,
                        "sms_country_day where epoch_day = "
                                + BudgetDay.of(startOfDay()).epochDay());
    }

    private static long count(Beans beans, String rows) {
        Object count = beans.query(entities ->
                entities.createNativeQuery("select count(*) from " + rows).getSingleResult());
        return ((Number) count).longValue();
    }
}
