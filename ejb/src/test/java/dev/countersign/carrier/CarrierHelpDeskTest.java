package dev.countersign.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom people ask whose carrier filters text messages, on each database the product runs on. */
@Timeout(60)
class CarrierHelpDeskTest {

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsOneContactForEachCountry(Database database) {
        Beans beans = new Beans(database);
        assertThat(find(beans, "CN").orElseThrow().contact())
                .as("known from the start")
                .contains("10086");

        set(beans, new CarrierContact("FR", "3900"));
        set(beans, new CarrierContact("FR", "900"));

        assertThat(find(beans, "FR")).contains(new CarrierContact("FR", "900"));
        assertThat(beans.<CarrierHelpDesk, List<CarrierContact>>call(CarrierHelpDesk.class, CarrierHelpDesk::list))
                .extracting(CarrierContact::country)
                .isSorted()
                .contains("FR", "IN", "US");
        assertThat(remove(beans, "FR")).isTrue();
        assertThat(remove(beans, "FR")).isFalse();
        assertThat(find(beans, "FR")).isEmpty();
        assertThat(AuditTrail.about(beans, "carrier-help:FR"))
                .containsExactly("CARRIER_HELP_SET OK", "CARRIER_HELP_SET OK", "CARRIER_HELP_REMOVED OK");
    }

    /** Two operators at once: the contact is that of the later one, and nothing failed. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aContactThatIsJustBeingSetIsReplaced(Database database) throws Exception {
        Beans beans = new Beans(database);

        boolean second = Behind.uncommitted(
                database,
                beans,
                CarrierHelpDesk.class,
                first -> first.set(new CarrierContact("IS", "1"), "bob"),
                () -> beans.call(CarrierHelpDesk.class, desk -> {
                    desk.set(new CarrierContact("IS", "2"), "ann");
                    return true;
                }));

        assertThat(second).isTrue();
        assertThat(find(beans, "IS")).contains(new CarrierContact("IS", "2"));
    }

    /** Whatever country was set before: it is listed, and can be removed. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneOfNoCountryIsStillListedAndRemoved(Database database) {
        Beans beans = new Beans(database);
        set(beans, new CarrierContact("UK", "900"));

        assertThat(beans.<CarrierHelpDesk, List<CarrierContact>>call(CarrierHelpDesk.class, CarrierHelpDesk::list))
                .contains(new CarrierContact("UK", "900"));
        assertThat(remove(beans, "UK")).isTrue();
    }

    @Test
    void aContactIsOneLine() {
        assertThat(new CarrierContact("FR", "x".repeat(200)).contact()).hasSize(200);
        for (String contact : List.of("", " ", "x".repeat(201), "900\n901")) {
            assertThatThrownBy(() -> new CarrierContact("FR", contact)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void set(Beans beans, CarrierContact contact) {
        beans.run(CarrierHelpDesk.class, desk -> desk.set(contact, "ann"));
    }

    private static boolean remove(Beans beans, String country) {
        return beans.call(CarrierHelpDesk.class, desk -> desk.remove(country, "ann"));
    }

    private static Optional<CarrierContact> find(Beans beans, String country) {
        return beans.call(CarrierHelpDesk.class, desk -> desk.find(country));
    }
}
