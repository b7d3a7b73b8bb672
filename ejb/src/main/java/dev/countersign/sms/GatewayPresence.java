package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import dev.countersign.contracts.sms.v1.SmsJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last word of a gateway instance about itself. */
@Entity
@Table(name = "gateway_presence")
class GatewayPresence {

    /** More gateways than anybody gives one name by mistake. */
    private static final int KEPT_RUNS = 8;

    /** A bind that is lost for less comes back by itself, as after maintenance. */
    private static final Duration REBINDING = Duration.ofMinutes(1);

    @Id
    private String gateway;

    @Column(name = "bound")
    private boolean bound;

    @Column(name = "seen_at")
    private Instant seenAt;

    private @Nullable String report;

    /** The run that reported last. */
    private @Nullable String run;

    /** Those that reported before it, the last first. */
    @Column(name = "former_runs")
    private @Nullable String formerRuns;

    @Column(name = "shared_at")
    private @Nullable Instant sharedAt;

    @SuppressWarnings("NullAway.Init")
    protected GatewayPresence() {}

    GatewayPresence(GatewayReport news, Instant now) {
        this.gateway = news.gateway();
        this.bound = news.bound();
        this.seenAt = now;
        this.report = SmsJson.write(news);
        this.run = news.run();
    }

    void report(GatewayReport news, Instant now) {
        if (isLate(news)) {
            return;
        }
        noteRun(news, now);
        bound = news.bound();
        seenAt = now;
        report = SmsJson.write(news);
    }

    /** Whether a run that has ended by now said it, which was under way for longer than what the present one says. */
    private boolean isLate(GatewayReport news) {
        return formerRuns().contains(news.run())
                && lastReport().filter(last -> !news.at().isAfter(last.at())).isPresent();
    }

    /** A run that comes back after another one of its name has not ended: both run. */
    private void noteRun(GatewayReport news, Instant now) {
        String last = run;
        if (news.run().equals(last)) {
            return;
        }
        List<String> former = formerRuns();
        if (former.contains(news.run())) {
            sharedAt = now;
        }
        formerRuns = Stream.concat(Stream.ofNullable(last), former.stream())
                .filter(known -> !known.isEmpty() && !known.equals(news.run()))
                .limit(KEPT_RUNS)
                .collect(Collectors.joining(" "));
        run = news.run();
    }

    private List<String> formerRuns() {
        return formerRuns == null ? List.of() : List.of(formerRuns.split(" "));
    }

    /** Whether several instances have reported under this name since a time. */
    boolean isSharedSince(Instant since) {
        return sharedAt != null && sharedAt.isAfter(since);
    }

    String name() {
        return gateway;
    }

    /**
     * Whether it has a carrier that takes messages. One that only has a session may leave unanswered what it is sent; a gateway that says
     * nothing about its carriers is believed.
     */
    boolean isReachable() {
        List<CarrierReport> carriers = carriers();
        return bound && (carriers.isEmpty() || carriers.stream().anyMatch(GatewayPresence::isUp));
    }

    /** Whether it says nothing about its carriers. */
    boolean isWithoutNames() {
        return carriers().isEmpty();
    }

    /** Names of its carriers that take messages. */
    List<String> carriersUp() {
        return carriers().stream()
                .filter(GatewayPresence::isUp)
                .map(CarrierReport::name)
                .toList();
    }

    private static boolean isUp(CarrierReport carrier) {
        return carrier.state() == CarrierReport.State.UP;
    }

    private List<CarrierReport> carriers() {
        return lastReport().map(GatewayReport::carriers).orElseGet(List::of);
    }

    /**
     * Those of its carriers that take less than all messages, or none, and binds that have not stood for more than a minute, as an operator
     * reads it. A carrier is UP without the bind over which its receipts come.
     */
    List<String> troubles() {
        return lastReport().stream()
                .flatMap(last -> last.carriers().stream().flatMap(carrier -> troubles(carrier, last.at())))
                .toList();
    }

    private Stream<String> troubles(CarrierReport carrier, Instant at) {
        return Stream.concat(
                isUp(carrier)
                        ? Stream.empty()
                        : Stream.of(named(carrier) + " is " + carrier.state() + inBrackets(carrier.lastFault())),
                carrier.binds().stream()
                        .filter(bind -> !bind.bound() && isLongFrom(bind.since(), at))
                        .map(bind -> bind.kind() + " of " + named(carrier) + " does not stand since " + bind.since()
                                + inBrackets(bind.lastFault())));
    }

    /** Also where the clock was set back meanwhile. */
    private static boolean isLongFrom(Instant since, Instant at) {
        return Duration.between(since, at).abs().compareTo(REBINDING) > 0;
    }

    private String named(CarrierReport carrier) {
        return carrier.name() + " at " + gateway;
    }

    private static String inBrackets(String fault) {
        return fault.isEmpty() ? "" : " (" + fault + ")";
    }

    /** The last report; empty where only an older version of the product has written. */
    Optional<GatewayReport> lastReport() {
        return Optional.ofNullable(report).map(SmsJson::readReport);
    }
}
