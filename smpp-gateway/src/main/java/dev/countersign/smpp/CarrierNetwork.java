package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Destination;
import dev.countersign.smpp.route.Health;
import dev.countersign.smpp.route.Route;
import dev.countersign.smpp.route.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The carriers at work and the routes to them; both may be exchanged at any time. */
final class CarrierNetwork {

    /** So long the sessions of a carrier may take to end. */
    private static final Duration CLOSING = Duration.ofSeconds(4);

    /** One order in so many goes to a carrier that delivers badly as if it delivered. */
    private static final int PROBES = 20;

    private final Function<Carrier, CarrierLine> lines;
    private final Clockwork clockwork;
    private boolean opened;

    /** How many lines by this name, which may have sessions, have gone and not ended yet. */
    private final Map<String, Integer> ending = new HashMap<>();

    private volatile Present present = new Present(Map.of(), List.of(), List.of());

    /** Exchanged as a whole, so that nobody sees a route without its carrier. */
    private record Present(Map<String, CarrierLine> lines, List<Route> routes, List<Carrier> resting) {}

    /**
     * Without carriers.
     *
     * @param lines makes one that is not open yet
     */
    CarrierNetwork(Function<Carrier, CarrierLine> lines, Clockwork clockwork) {
        this.lines = lines;
        this.clockwork = clockwork;
    }

    /** Opens the carriers of the present book, and those of later ones at once. */
    synchronized void open() {
        opened = true;
        present.lines.keySet().forEach(this::openIfDue);
    }

    /**
     * Goes over to another book. Carriers that are the same in both keep their sessions; one that has gone or has changed
     * is unbound when its answers are there, and only then bound anew: also where it was gone meanwhile, or has changed again.
     */
    synchronized void apply(CarrierBook book) {
        Map<String, CarrierLine> before = present.lines;
        Map<String, CarrierLine> after = new LinkedHashMap<>();
        for (Carrier carrier : book.carriers()) {
            CarrierLine old = before.get(carrier.name());
            after.put(carrier.name(), old != null && old.carrier().equals(carrier) ? old : lines.apply(carrier));
        }
        present = new Present(Map.copyOf(after), book.routes(), book.resting());
        before.values().stream().filter(old -> after.get(old.name()) != old).forEach(this::retire);
        after.keySet().forEach(this::openIfDue);
    }

    private void retire(CarrierLine old) {
        if (!opened) {
            old.retire(clockwork, () -> {});
            return;
        }
        ending.merge(old.name(), 1, Integer::sum);
        old.retire(clockwork, () -> ended(old));
    }

    private synchronized void ended(CarrierLine old) {
        ending.computeIfPresent(old.name(), (name, lines) -> lines == 1 ? null : lines - 1);
        if (!present.lines.containsKey(old.name())) {
            old.log("closed");
        }
        openIfDue(old.name());
    }

    /** Not before the gateway knows what is in flight, and not beside sessions of the same carrier that are still ending. */
    private synchronized void openIfDue(String name) {
        if (opened && !ending.containsKey(name)) {
            find(name).ifPresent(CarrierLine::open);
        }
    }

    Optional<CarrierLine> find(String name) {
        return Optional.ofNullable(present.lines.get(name));
    }

    /** Whether a carrier may still answer something, perhaps over sessions that are ending. */
    synchronized boolean mayAnswer(String name) {
        return ending.containsKey(name)
                || find(name).filter(line -> line.window().outstanding() > 0).isPresent();
    }

    /** What is set for a carrier that is at work, or rests: it may still tell of what it took before. */
    Optional<Carrier> findCarrier(String name) {
        Present now = present;
        return Optional.ofNullable(now.lines.get(name))
                .map(CarrierLine::carrier)
                .or(() -> now.resting.stream()
                        .filter(carrier -> carrier.name().equals(name))
                        .findFirst());
    }

    Collection<CarrierLine> list() {
        return present.lines.values();
    }

    List<Route> routes() {
        return present.routes;
    }

    /**
     * Names of carriers for an order, best first; empty when there is no route. One that delivers badly by the order's route stands behind
     * those that are UP, deliver, and have room; but for one order in {@link #PROBES}, so that it can show that it delivers again.
     */
    List<String> carriersFor(SmsOrder order) {
        Present now = present;
        Instant instant = clockwork.clock().instant();
        Destination destination = destination(order);
        List<String> carriers =
                Router.order(now.routes, destination, name -> health(now, name, instant), clockwork.random());
        List<String> learned = Router.stepBack(
                carriers,
                name -> deliversBadly(now, name, destination, instant),
                name -> isWell(now, name, destination, instant));
        return learned.equals(carriers) || clockwork.random().nextInt(PROBES) == 0 ? carriers : learned;
    }

    private static boolean deliversBadly(Present now, String name, Destination destination, Instant instant) {
        return Optional.ofNullable(now.lines.get(name))
                .map(CarrierLine::deliveries)
                .filter(Deliveries::isAnyBad)
                .filter(deliveries -> Router.find(now.routes, destination, name)
                        .filter(route -> deliveries.isBad(route.prefix(), instant))
                        .isPresent())
                .isPresent();
    }

    /** Whether an order that leaves another carrier for this one neither waits nor is refused. */
    private static boolean isWell(Present now, String name, Destination destination, Instant instant) {
        CarrierLine line = now.lines.get(name);
        return line != null
                && line.health(instant) == Health.UP
                && line.window().hasRoom()
                && !deliversBadly(now, name, destination, instant);
    }

    /** The route by which a carrier has an order; empty when the routes have changed meanwhile. */
    Optional<Route> findRoute(SmsOrder order, String carrier) {
        return Router.find(present.routes, destination(order), carrier);
    }

    private static Destination destination(SmsOrder order) {
        return new Destination(order.to(), Optional.ofNullable(order.network()));
    }

    boolean isUp(String name) {
        return health(present, name, clockwork.clock().instant()) == Health.UP;
    }

    /** Whether one of these carriers is UP, and on no break after throttling: it has room, or will have some in a moment. */
    boolean takesNow(List<String> carriers) {
        return carriers.stream()
                .filter(this::isUp)
                .flatMap(name -> find(name).stream())
                .anyMatch(line -> !line.window().isOnBreak());
    }

    /** Whether some carrier takes submissions. */
    boolean isBound() {
        return list().stream().anyMatch(line -> line.window().isBound());
    }

    /** Whether some carrier would let somebody through now. */
    boolean hasRoom() {
        return list().stream().anyMatch(line -> line.window().hasRoom());
    }

    /** How long a receipt may come after a submit_sm without answer, of whichever carrier, also one that rests; without any, as long as of most. */
    Duration longestReceiptWait() {
        Present now = present;
        return Stream.concat(now.lines.values().stream().map(CarrierLine::carrier), now.resting.stream())
                .map(Carrier::receiptWait)
                .max(Duration::compareTo)
                .orElse(Carrier.Receipts.PATIENCE);
    }

    /** How long a receipt of a carrier is awaited before another one has its chance; zero where none is, or the carrier is gone. */
    Duration failoverTime(String carrier) {
        return findCarrier(carrier).map(known -> known.receipts().failover()).orElse(Duration.ZERO);
    }

    /** Whether orders that a carrier has taken are watched. */
    boolean awaitsReceipts(String carrier) {
        return !failoverTime(carrier).isZero();
    }

    /** The gateway stops: all carriers at one time, each with {@code patience} for its answers; then they are left, unbound or not. */
    void close(Duration patience) {
        list().forEach(line -> line.window().close());
        SideBySide.run(
                list().stream()
                        .<Runnable>map(line -> () -> line.close(patience))
                        .toList(),
                clockwork.links(),
                patience.plus(CLOSING));
    }

    private static Health health(Present now, String name, Instant instant) {
        CarrierLine line = now.lines.get(name);
        return line == null ? Health.DOWN : line.health(instant);
    }
}
