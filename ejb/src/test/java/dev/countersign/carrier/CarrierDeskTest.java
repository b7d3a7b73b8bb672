package dev.countersign.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditRecorded;
import dev.countersign.contracts.sms.v1.CarrierBookCheck;
import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.sms.Gateways;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Carriers that operators set, on each database the product runs on. */
class CarrierDeskTest {

    private static final String BOOK = "{'carriers': [{'name': 'north', 'passwordFile': 'north.password', 'callback':"
            + " {'secretFile': 'north.callback'}}], 'routes': []}";

    private static final Map<String, String> SECRETS =
            Map.of("north.password", "secret12", "north.callback", "a callback secret");

    /** Others who use these databases would be told that no carrier takes messages any more. */
    @AfterEach
    void forgetGateways() {
        Databases.all()
                .map(arguments -> (Named<?>) arguments.get()[0])
                .forEach(database -> Gateways.forget((Database) database.getPayload()));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void tellsAGatewayUntilItSaysThatItKnows(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);

        CarrierOutcome outcome =
                set(beans, version, BOOK, Map.of("north.password", "secret12", "north.callback", "a callback secret"));

        assertThat(outcome).isEqualTo(CarrierOutcome.OK);
        GatewayBook told = bookFor(beans, version).orElseThrow();
        assertThat(told.version()).isEqualTo(version + 1);
        assertThat(told.book()).isEqualTo(json(BOOK).toString());
        assertThat(told.secrets()).containsEntry("north.password", "secret12").hasSize(2);
        assertThat(bookFor(beans, version + 1)).isEmpty();
        CarrierView view = beans.call(CarrierDesk.class, CarrierDesk::show);
        assertThat(view.secrets()).containsExactlyInAnyOrder("north.password", "north.callback");
        assertThat(view.changedBy()).isEqualTo("ann");
        assertThat(view.toString()).doesNotContain("secret12");
        assertThat(audit(beans)).contains("carriers:" + (version + 1) + " CARRIERS_SET");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aSecretThatIsLeftOutStaysAndOneThatNobodyNeedsGoes(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, BOOK, Map.of("north.password", "secret12", "north.callback", "a callback secret"));

        String shorter = "{'carriers': [{'name': 'north', 'passwordFile': 'north.password'}], 'routes': []}";
        assertThat(set(beans, version + 1, shorter, Map.of())).isEqualTo(CarrierOutcome.OK);

        assertThat(bookFor(beans, 0).orElseThrow().secrets()).isEqualTo(Map.of("north.password", "secret12"));
        assertThat(set(beans, version + 2, BOOK, Map.of())).isEqualTo(CarrierOutcome.SECRET_MISSING);
        assertThat(version(beans)).isEqualTo(version + 2);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aBookIsReadWithTheSecretsThatItWouldHave(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, BOOK, Map.of("north.password", "secret12", "north.callback", "a callback secret"));
        Map<String, String> given = Map.of("north.callback", "another secret", "nobody", "needs it");
        CarrierBookCheck reader = (book, secrets) -> Optional.of(book + new TreeMap<>(secrets));

        assertThat(fault(beans, version + 1, given, reader))
                .contains(json(BOOK) + "{north.callback=another secret, north.password=secret12}");
        assertThat(fault(beans, version + 1, given, (book, secrets) -> Optional.empty()))
                .isEmpty();
        assertThat(fault(beans, version, given, reader))
                .as("somebody was faster")
                .isEmpty();
        CarrierOutcome withdrawn = beans.call(CarrierDesk.class, desk -> desk.withdraw(version + 1, "ann"));
        assertThat(withdrawn).isEqualTo(CarrierOutcome.OK);
        assertThat(fault(beans, version + 2, given, reader))
                .as("a secret is missing")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aGatewayThatStartsHasTheLastBookThatOneCouldRead(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        String bad = BOOK.replace("'north',", "'north', 'x': 1,");
        set(beans, version, BOOK, Map.of("north.password", "secret12", "north.callback", "a callback secret"));
        assertThat(bookFor(beans, version + 1)).as("one has read it").isEmpty();
        assertThat(bookFor(beans, 0).orElseThrow().lastRead()).isNull();

        set(beans, version + 1, bad, Map.of("north.password", "another1"));

        GatewayBook told = bookFor(beans, 0).orElseThrow();
        assertThat(told.book()).isEqualTo(json(bad).toString());
        assertThat(told.secrets()).containsEntry("north.password", "another1");
        assertThat(told.lastRead())
                .isEqualTo(new GatewayBook.LastRead(
                        json(BOOK).toString(),
                        Map.of("north.password", "secret12", "north.callback", "a callback secret")));
        GatewayReport faulty = new GatewayReport("gateway1", true, Instant.EPOCH, List.of(), "no", version + 2);
        assertThat(ask(beans, faulty)).isEmpty();
        assertThat(bookFor(beans, 0)).as("it could not read it").contains(told);
        set(beans, version + 2, BOOK, Map.of());
        assertThat(bookFor(beans, version + 3)).isEmpty();
        set(beans, version + 3, bad, Map.of());
        assertThat(bookFor(beans, 0).orElseThrow().lastRead())
                .isEqualTo(new GatewayBook.LastRead(
                        json(BOOK).toString(),
                        Map.of("north.password", "another1", "north.callback", "a callback secret")));
    }

    /** Its own settings are then what it has worked with last. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aBookThatWasWithdrawnIsNoLastOne(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, "{'carriers': [], 'routes': []}", Map.of());
        assertThat(bookFor(beans, version + 1)).isEmpty();
        CarrierOutcome withdrawn = beans.call(CarrierDesk.class, desk -> desk.withdraw(version + 1, "ann"));
        assertThat(withdrawn).isEqualTo(CarrierOutcome.OK);
        assertThat(bookFor(beans, 0).orElseThrow().lastRead())
                .as("there is a way back already")
                .isNull();
        assertThat(bookFor(beans, version + 2)).isEmpty();

        set(beans, version + 2, "{'carriers': [], 'routes': [{}]}", Map.of());

        assertThat(bookFor(beans, 0).orElseThrow().lastRead()).isNull();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whoHasSeenAnotherVersionChangesNothing(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, "{'carriers': [], 'routes': []}", Map.of());

        assertThat(set(beans, version, "{'carriers': [], 'routes': [{}]}", Map.of()))
                .isEqualTo(CarrierOutcome.CHANGED_MEANWHILE);
        CarrierOutcome late = beans.call(CarrierDesk.class, desk -> desk.withdraw(version, "ann"));
        assertThat(late).isEqualTo(CarrierOutcome.CHANGED_MEANWHILE);

        assertThat(version(beans)).isEqualTo(version + 1);
        CarrierOutcome withdrawn = beans.call(CarrierDesk.class, desk -> desk.withdraw(version + 1, "ann"));
        assertThat(withdrawn).isEqualTo(CarrierOutcome.OK);
        GatewayBook told = bookFor(beans, version + 1).orElseThrow();
        assertThat(told.book()).isNull();
        assertThat(told.secrets()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCarrierPausesWhoeverHasSetItAndIsResumed(Database database) {
        Beans beans = new Beans(database);
        Gateways.report(beans, 0, "north", "south");
        long version = version(beans);

        assertThat(pause(beans, "south", version)).isEqualTo(CarrierOutcome.OK);
        assertThat(pause(beans, "north", version + 1)).isEqualTo(CarrierOutcome.OK);
        assertThat(pause(beans, "north", version + 2)).as("twice").isEqualTo(CarrierOutcome.OK);

        assertThat(bookFor(beans, version).orElseThrow().paused()).containsExactlyInAnyOrder("north", "south");
        assertThat(beans.<CarrierDesk, CarrierView>call(CarrierDesk.class, CarrierDesk::show)
                        .paused())
                .containsExactlyInAnyOrder("north", "south");
        set(beans, version + 3, "{'carriers': [], 'routes': []}", Map.of());
        assertThat(bookFor(beans, version).orElseThrow().paused())
                .as("another book")
                .hasSize(2);
        assertThat(resume(beans, "north", version + 4)).isEqualTo(CarrierOutcome.OK);
        assertThat(resume(beans, "north", version + 5)).as("twice").isEqualTo(CarrierOutcome.UNKNOWN_CARRIER);
        assertThat(bookFor(beans, version).orElseThrow().paused()).containsExactly("south");
        assertThat(resume(beans, "south", version + 5)).isEqualTo(CarrierOutcome.OK);
        assertThat(bookFor(beans, version).orElseThrow().paused()).isEmpty();
        assertThat(audit(beans))
                .contains("carrier:south CARRIER_PAUSED", "carrier:north CARRIER_RESUMED")
                .filteredOn(entry -> entry.endsWith("_PAUSED"))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatNoGatewayHasDoesNotPause(Database database) {
        Beans beans = new Beans(database);
        Gateways.report(beans, 0, "north");
        long version = version(beans);

        assertThat(pause(beans, "norht", version)).isEqualTo(CarrierOutcome.UNKNOWN_CARRIER);
        assertThat(pause(beans, "north", version - 1)).isEqualTo(CarrierOutcome.CHANGED_MEANWHILE);
        assertThat(resume(beans, "north", version - 1)).isEqualTo(CarrierOutcome.CHANGED_MEANWHILE);
        assertThat(version(beans)).isEqualTo(version);
        beans.clock().pass(Duration.ofSeconds(16));
        assertThat(pause(beans, "north", version)).as("nobody has reported").isEqualTo(CarrierOutcome.UNKNOWN_CARRIER);
    }

    /** Nodes share the row, and each gateway asks for itself: one that was away hears the same later. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void everyGatewayIsToldUntilItSaysSoWhateverOthersSay(Database database) {
        Beans a = new Beans(database);
        Beans b = new Beans(database);
        long version = version(a);
        set(a, version, "{'carriers': [], 'routes': []}", Map.of());
        GatewayReport first = Gateways.report(a, version);
        GatewayReport second = Gateways.report(b, version);

        assertThat(ask(b, first)).isEqualTo(ask(a, second)).isPresent();
        GatewayReport told = Gateways.report(a, version + 1);
        assertThat(ask(a, told)).isEmpty();
        assertThat(ask(b, second).orElseThrow().version()).isEqualTo(version + 1);
        set(b, version + 1, "{'carriers': [], 'routes': [{}]}", Map.of());
        assertThat(ask(a, told)).isEqualTo(ask(b, second));
        assertThat(ask(a, told).orElseThrow().version()).isEqualTo(version + 2);
    }

    /** One spoiled row must not keep gateways from working, nor an operator from setting it anew. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void secretsThatDoNotOpenStopNeitherGatewaysNorTheirRepair(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, BOOK, SECRETS);

        spoil(beans, CarrierSetup.ID);

        CarrierView view = beans.call(CarrierDesk.class, CarrierDesk::show);
        assertThat(view.version()).isEqualTo(version + 1);
        assertThat(view.book()).contains(json(BOOK).toString());
        assertThat(view.secrets()).isEmpty();
        assertThat(bookFor(beans, version).orElseThrow().secrets())
                .as("it says in its fault which one it misses")
                .isEmpty();
        assertThat(bookFor(beans, version + 1))
                .as("one that has read it before")
                .isEmpty();
        assertThat(set(beans, version + 1, BOOK, Map.of())).isEqualTo(CarrierOutcome.SECRET_MISSING);
        assertThat(set(beans, version + 1, BOOK, SECRETS)).isEqualTo(CarrierOutcome.OK);
        assertThat(bookFor(beans, version).orElseThrow().secrets()).isEqualTo(SECRETS);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whereTheyDoNotOpenThoseOfTheSameBookThatWasReadDo(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        set(beans, version, BOOK, SECRETS);
        assertThat(bookFor(beans, version + 1)).as("one has read it").isEmpty();

        spoil(beans, CarrierSetup.ID);
        assertThat(bookFor(beans, version).orElseThrow().secrets()).isEqualTo(SECRETS);
        spoil(beans, CarrierSetup.LAST_READ);
        assertThat(bookFor(beans, version).orElseThrow().secrets()).isEmpty();

        assertThat(set(beans, version + 1, "{'carriers': [], 'routes': [{}]}", Map.of()))
                .isEqualTo(CarrierOutcome.OK);
        assertThat(bookFor(beans, version).orElseThrow().lastRead())
                .isEqualTo(new GatewayBook.LastRead(json(BOOK).toString(), Map.of()));
        assertThat(set(beans, version + 2, BOOK, SECRETS)).isEqualTo(CarrierOutcome.OK);
        assertThat(bookFor(beans, version + 3)).isEmpty();
    }

    private static void spoil(Beans beans, int row) {
        beans.query(entities -> entities.createNativeQuery(
                        "update carrier_setup set secrets_sealed = 'key.spoiled' where id = ?1")
                .setParameter(1, row)
                .executeUpdate());
    }

    /** What is kept counts as well: each of three operators gives less than one alone may. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void secretsThatHaveNoPlaceAreRefused(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        String one = "{'carriers': [{'authorities': 'a'}], 'routes': []}";
        String two = "{'carriers': [{'authorities': 'a'}, {'authorities': 'b'}], 'routes': []}";
        String three = "{'carriers': [{'authorities': 'a'}, {'authorities': 'b'}, {'authorities': 'c'}], 'routes': []}";

        assertThat(set(beans, version, one, Map.of("a", "x".repeat(19_000)))).isEqualTo(CarrierOutcome.OK);
        assertThat(set(beans, version + 1, two, Map.of("b", "x".repeat(19_000))))
                .isEqualTo(CarrierOutcome.OK);
        assertThat(set(beans, version + 2, three, Map.of("c", "x".repeat(19_000))))
                .isEqualTo(CarrierOutcome.SECRETS_TOO_LONG);

        assertThat(version(beans)).isEqualTo(version + 2);
        assertThat(set(beans, version + 2, three, Map.of("c", "\u20ac".repeat(2_400))))
                .as("octets count")
                .isEqualTo(CarrierOutcome.SECRETS_TOO_LONG);
        assertThat(set(beans, version + 2, three, Map.of("c", "x".repeat(6_900))))
                .isEqualTo(CarrierOutcome.OK);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anOperatorMayHaveALongName(Database database) {
        Beans beans = new Beans(database);
        long version = version(beans);
        String operator = "a".repeat(64);

        CarrierOutcome withdrawn = beans.call(CarrierDesk.class, desk -> desk.withdraw(version, operator));

        assertThat(withdrawn).isEqualTo(CarrierOutcome.OK);
        assertThat(beans.<CarrierDesk, CarrierView>call(CarrierDesk.class, CarrierDesk::show)
                        .changedBy())
                .isEqualTo(operator);
    }

    private static Optional<GatewayBook> ask(Beans node, GatewayReport report) {
        return node.call(CarrierDesk.class, desk -> desk.findBook(report));
    }

    private static CarrierOutcome pause(Beans beans, String carrier, long version) {
        return beans.call(CarrierDesk.class, desk -> desk.pause(carrier, version, "ann"));
    }

    private static CarrierOutcome resume(Beans beans, String carrier, long version) {
        return beans.call(CarrierDesk.class, desk -> desk.resume(carrier, version, "ann"));
    }

    @Test
    void namesOfClientKeysAreThoseOfSecrets() {
        String book = "{'carriers': [{'clientKeysFile': 'k', 'clientKeysPasswordFile': 'p', 'passwordFile': 'w'}],"
                + " 'routes': []}";

        assertThat(BookJson.read(json(book), Map.of()).needed()).containsExactlyInAnyOrder("k", "p", "w");
    }

    @Test
    void aBookHasCarriersAndRoutes() {
        assertThatThrownBy(() -> BookJson.read(json("{'carriers': []}"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BookJson.read(
                        json("{'carriers': [], 'routes': [], 'x': '" + "y".repeat(30_000) + "'}"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long version(Beans beans) {
        return beans.call(CarrierDesk.class, CarrierDesk::show).version();
    }

    private static CarrierOutcome set(Beans beans, long version, String book, Map<String, String> secrets) {
        return beans.call(CarrierDesk.class, desk -> desk.set(version, BookJson.read(json(book), secrets), "ann"));
    }

    private static Optional<String> fault(
            Beans beans, long version, Map<String, String> secrets, CarrierBookCheck check) {
        return beans.call(
                CarrierDesk.class, desk -> desk.findFault(version, BookJson.read(json(BOOK), secrets), check));
    }

    private static Optional<GatewayBook> bookFor(Beans beans, long known) {
        GatewayReport report = new GatewayReport("gateway1", true, Instant.EPOCH, List.of(), "", known);
        return beans.call(CarrierDesk.class, desk -> desk.findBook(report));
    }

    private static List<String> audit(Beans beans) {
        return beans.fired(AuditRecorded.class).stream()
                .map(AuditRecorded::fact)
                .map(fact -> fact.subject() + " " + fact.type())
                .toList();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
