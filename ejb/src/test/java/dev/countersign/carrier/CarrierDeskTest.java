package dev.countersign.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.audit.AuditRecorded;
import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Carriers that operators set, on each database the product runs on. */
class CarrierDeskTest {

    private static final String BOOK = "{'carriers': [{'name': 'north', 'passwordFile': 'north.password', 'callback':"
            + " {'secretFile': 'north.callback'}}], 'routes': []}";

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
