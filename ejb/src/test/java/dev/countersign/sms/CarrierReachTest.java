package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.BindReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport.State;
import dev.countersign.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session to a message center is not yet a way to the user. */
class CarrierReachTest {

    private static final Database DATABASE = Databases.empty("carrier-reach");

    private final Beans beans = new Beans(DATABASE);

    @BeforeEach
    void clear() {
        beans.query(entities ->
                entities.createQuery("delete from GatewayPresence g").executeUpdate());
    }

    @Test
    void carriersThatLeaveUnansweredWhatTheyAreSentAreAwayThoughTheirSessionsStand() {
        report("one", carrier("north", State.DEGRADED), carrier("south", State.DOWN));

        assertThat(isBound()).isTrue();
        assertThat(isAway()).isTrue();
        assertThat(note())
                .isEqualTo("no carrier takes messages: north at one is DEGRADED (no answer to a submit_sm),"
                        + " south at one is DOWN (no answer to a submit_sm)");
    }

    @Test
    void oneThatIsWellIsEnoughAndTheOthersAreTold() {
        report("one", carrier("north", State.DEGRADED));
        report("two", carrier("north", State.UP));

        assertThat(isAway()).isFalse();
        assertThat(note()).isEqualTo("north at one is DEGRADED (no answer to a submit_sm)");
    }

    @Test
    void whereAllAreWellThereIsNothingToSay() {
        report("one", carrier("north", State.UP));

        assertThat(isAway()).isFalse();
        assertThat(note()).isEmpty();
    }

    /** Its other bind submits, and so it is UP; but nobody hears its receipts. */
    @Test
    void aBindThatHasBeenAwayForMoreThanAMinuteIsTold() {
        report("one", carrier("north", bind("TRANSMITTER", true, 600), bind("RECEIVER", false, 61)));
        report("two", carrier("north", bind("TRANSCEIVER", false, 60)));

        assertThat(isAway()).isFalse();
        assertThat(note())
                .isEqualTo("RECEIVER of north at one does not stand since "
                        + beans.clock().instant().minusSeconds(61) + " (ESME_RBINDFAIL (0x0d))");
    }

    @Test
    void aBindThatIsAwaySinceBeforeAClockWasSetBackIsTold() {
        report("one", carrier("north", bind("RECEIVER", false, -61)));

        assertThat(note()).startsWith("RECEIVER of north at one does not stand since");
    }

    @Test
    void aGatewayThatIsGoneSaysNothing() {
        report("one", carrier("north", State.UP));
        report("two", carrier("north", State.DEGRADED));
        beans.clock().pass(Duration.ofSeconds(16));

        assertThat(isAway()).isTrue();
        assertThat(note()).isEmpty();
    }

    /** More than clocks of nodes differ: else a gateway that is gone would be there for as long as the clock was ahead. */
    @Test
    void whatAGatewaySaidByAClockThatWasSetBackSinceCountsNoMore() {
        Instant before = beans.clock().instant();
        beans.clock().pass(ClockSkew.MOST);
        report("one", carrier("north", State.UP));
        beans.clock().set(before);
        assertThat(isBound()).isTrue();

        beans.clock().set(before.minusMillis(1));

        assertThat(isBound()).isFalse();
        assertThat(isAway()).isTrue();
    }

    /** Whoever waits for a code asks every few seconds, and there are many. */
    @Test
    void whatWasAskedIsRememberedForASecond() {
        report("one", carrier("north", State.UP));
        beans.run(CarrierReach.class, reach -> {
            assertThat(reach.isAway()).isFalse();

            clear();
            report("two", carrier("north", State.DOWN));

            assertThat(reach.isAway()).isFalse();
            beans.clock().pass(Duration.ofSeconds(1));
            assertThat(reach.isAway()).isTrue();
        });
    }

    @Test
    void aGatewayThatSaysNothingOfItsCarriersIsBelieved() {
        report("one");

        assertThat(isAway()).isFalse();
    }

    @Test
    void twoGatewaysOfOneNameAreTold() {
        take("one", "first");
        take("two", "other");
        take("one", "second");
        assertThat(note()).as("it may have been started anew").isEmpty();

        take("one", "first");

        assertThat(note()).isEqualTo("several gateways are called one");
        assertThat(shared()).containsExactly("one");
        take("one", "second");
        beans.clock().pass(Duration.ofSeconds(14));
        assertThat(shared()).containsExactly("one");
        take("one", "second");
        beans.clock().pass(Duration.ofSeconds(2));
        assertThat(shared()).as("the other one was stopped").isEmpty();
    }

    @Test
    void aGatewayThatIsStartedAnewAndAgainSharesNothing() {
        take("one", "first");
        take("one", "second");
        take("one", "third");

        assertThat(shared()).isEmpty();
    }

    @Test
    void aLateReportOfAFormerRunIsNoSecondGateway() {
        GatewayReport late = run("one", "first");
        take("one", "first");
        take("one", "second");

        take(late);
        take("one", "second");

        assertThat(shared()).isEmpty();
    }

    @Test
    void threeGatewaysOfOneNameThatReportByTurnsAreTold() {
        take("one", "first");
        take("one", "second");
        take("one", "third");
        assertThat(shared()).isEmpty();

        take("one", "first");

        assertThat(shared()).containsExactly("one");
    }

    private void take(String gateway, String run) {
        beans.clock().pass(Duration.ofMillis(10));
        take(run(gateway, run));
    }

    private GatewayReport run(String gateway, String run) {
        return new GatewayReport(gateway, true, beans.clock().instant(), List.of(), "", 0, run);
    }

    private void take(GatewayReport report) {
        beans.run(
                SmsOutbox.class,
                outbox -> outbox.findGateway(report.gateway())
                        .ifPresentOrElse(
                                known -> known.report(report, beans.clock().instant()),
                                () -> outbox.add(new GatewayPresence(
                                        report, beans.clock().instant()))));
    }

    private List<String> shared() {
        return beans.call(CarrierReach.class, CarrierReach::listShared);
    }

    private void report(String gateway, CarrierReport... carriers) {
        GatewayReport report = new GatewayReport(gateway, true, beans.clock().instant(), List.of(carriers), "");
        beans.run(
                SmsOutbox.class,
                outbox -> outbox.add(new GatewayPresence(report, beans.clock().instant())));
    }

    private static CarrierReport carrier(String name, State state) {
        return new CarrierReport(name, state, 0, 10, 1, "no answer to a submit_sm", List.of());
    }

    private static CarrierReport carrier(String name, BindReport... binds) {
        return new CarrierReport(name, State.UP, 0, 10, 1, "", List.of(binds));
    }

    private BindReport bind(String kind, boolean bound, int seconds) {
        Instant since = beans.clock().instant().minusSeconds(seconds);
        return new BindReport(kind, "smpp.example:2775", bound, since, bound ? "" : "ESME_RBINDFAIL (0x0d)");
    }

    private boolean isBound() {
        return beans.call(CarrierReach.class, CarrierReach::isBound);
    }

    private boolean isAway() {
        return beans.call(CarrierReach.class, CarrierReach::isAway);
    }

    private String note() {
        return beans.call(CarrierReach.class, CarrierReach::note);
    }
}
