package dev.countersign.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of numbers that operators have looked up, on each database the product runs on. */
class NetworkDeskTest {

    private static final Duration LIFE = Duration.ofDays(30);
    private static final String ONE = "+4915112345678";
    private static final String OTHER = "+447700900123";

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aNetworkIsKnownUntilItMayHaveChanged(Database database) {
        Beans beans = new Beans(database);
        keep(beans, Map.of(ONE, "26201", OTHER, "23415"));
        keep(beans, Map.of(ONE, "26202"));

        assertThat(find(beans, ONE))
                .contains(new KnownNetwork(ONE, "26202", beans.clock().instant().plus(LIFE)));
        assertThat(all(beans)).isEqualTo(Map.of(ONE, "26202", OTHER, "23415"));
        beans.clock().pass(LIFE.minusMillis(1));
        assertThat(all(beans)).hasSize(2);
        keep(beans, Map.of(OTHER, "23415"));
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(find(beans, ONE)).isEmpty();
        assertThat(all(beans)).isEqualTo(Map.of(OTHER, "23415"));

        assertThat(beans.<NumberNetworks, Map<String, String>>call(
                        NumberNetworks.class,
                        networks -> networks.find(List.of(), beans.clock().instant())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatMayHaveChangedIsRemovedThoughNobodyTellsOfOthers(Database database) {
        Beans beans = new Beans(database);
        keep(beans, Map.of(ONE, "26201"));
        beans.clock().pass(Duration.ofDays(1));
        keep(beans, Map.of(OTHER, "23415"));
        beans.clock().pass(LIFE);

        beans.run(NetworkSweep.class, NetworkSweep::sweep);
        assertThat(row(beans, ONE)).isEmpty();
        assertThat(row(beans, OTHER)).as("as old as what stays").isPresent();

        beans.clock().pass(Duration.ofMillis(1));
        beans.run(NetworkSweep.class, NetworkSweep::sweep);
        assertThat(row(beans, OTHER)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsToldWhileItIsRemovedStays(Database database) throws Exception {
        Beans beans = new Beans(database);
        keep(beans, Map.of(ONE, "26201"));
        beans.clock().pass(LIFE.plusMillis(1));

        Behind.<NumberNetworks, Boolean>uncommitted(
                database,
                beans,
                NumberNetworks.class,
                networks -> networks.removeOld(beans.clock().instant(), 1_000),
                () -> {
                    keep(beans, Map.of(ONE, "26202"));
                    return true;
                });

        assertThat(find(beans, ONE)).map(KnownNetwork::network).contains("26202");
    }

    private static Optional<KnownNetwork> row(Beans beans, String number) {
        return beans.call(NumberNetworks.class, networks -> networks.find(number));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsForgottenIsKnownNoMore(Database database) {
        Beans beans = new Beans(database);
        keep(beans, Map.of(ONE, "26201"));

        assertThat(forget(beans, ONE, OTHER)).isLessThanOrEqualTo(2).isPositive();
        assertThat(forget(beans, ONE)).isZero();

        assertThat(find(beans, ONE)).isEmpty();
        assertThat(AuditTrail.about(beans, "number-networks:0")).contains("NETWORKS_FORGOTTEN OK");
        assertThat(AuditTrail.about(beans, "number-networks:1")).contains("NETWORKS_KEPT OK");
    }

    @ParameterizedTest
    @CsvSource({
        "4915112345678, 26201",
        "+0151, 26201",
        "+4915112345678, 2620",
        "+4915112345678, 2620123",
        "+49 151, 26201"
    })
    void whatIsNoNumberOrNoNetworkIsRefused(String number, String network) {
        assertThatThrownBy(() -> new ToldNetworks(Map.of(number, network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4915112345678", "+0151", "+49 151", "+491511234567890123", "+4915112345678\n"})
    void whatIsNoNumberIsNotForgotten(String number) {
        assertThatThrownBy(() -> new SubscriberNumbers(List.of(ONE, number)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers are E.164 with a plus sign");
    }

    @Test
    void numbersAreEachOnceInOneOrder() {
        assertThat(new SubscriberNumbers(List.of(OTHER, ONE, OTHER)).e164()).containsExactly(OTHER, ONE);
    }

    @Test
    void aThousandAreToldAtOnceAndNotOneMore() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put("+4915110000" + (1_000 + i), "26201");
        }

        assertThat(new ToldNetworks(many).toString()).isEqualTo("ToldNetworks[1000]");
        many.put(ONE, "26201");
        assertThatThrownBy(() -> new ToldNetworks(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToldNetworks(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubscriberNumbers(List.copyOf(many.keySet())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubscriberNumbers(List.of())).isInstanceOf(IllegalArgumentException.class);
        many.remove(ONE);
        assertThat(new SubscriberNumbers(List.copyOf(many.keySet())).toString()).isEqualTo("SubscriberNumbers[1000]");
        assertThat(new KnownNetwork(ONE, "26201", java.time.Instant.EPOCH).toString())
                .doesNotContain(ONE);
    }

    private static void keep(Beans beans, Map<String, String> networks) {
        beans.run(NetworkDesk.class, desk -> desk.keep(new ToldNetworks(networks), "ann"));
    }

    private static int forget(Beans beans, String... numbers) {
        return beans.<NetworkDesk, Integer>call(
                NetworkDesk.class, desk -> desk.forget(new SubscriberNumbers(List.of(numbers)), "ann"));
    }

    private static Optional<KnownNetwork> find(Beans beans, String number) {
        return beans.call(NetworkDesk.class, desk -> desk.find(number));
    }

    private static Map<String, String> all(Beans beans) {
        return beans.call(
                NumberNetworks.class,
                networks -> networks.find(List.of(ONE, OTHER), beans.clock().instant()));
    }
}
