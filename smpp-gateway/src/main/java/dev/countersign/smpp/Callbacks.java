package dev.countersign.smpp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What carriers over HTTP say of their messages. */
final class Callbacks {

    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());
    private static final Duration BETWEEN_UNSIGNED = Duration.ofMinutes(1);

    private final CarrierNetwork network;
    private final Clock clock;
    private final BiFunction<String, Receipt, CompletableFuture<Void>> desk;

    /** When unsigned ones were told last, by carriers that there are. */
    private final Map<String, Instant> unsigned = new ConcurrentHashMap<>();

    /**
     * Without receipts.
     *
     * @param desk takes each, with the name of its carrier
     */
    Callbacks(CarrierNetwork network, BiFunction<String, Receipt, CompletableFuture<Void>> desk, Clock clock) {
        this.network = network;
        this.clock = clock;
        this.desk = desk;
    }

    /**
     * Takes a callback, also of a carrier that rests; empty where there is no such carrier, or it did not sign it. What of it cannot be read is told in the log and
     * taken nevertheless: a provider that is answered with an error sends the same again for hours, and some then send nothing more.
     *
     * @return completes when the broker has all of it, and fails where the carrier has to bring it again
     */
    Optional<CompletableFuture<Void>> take(String name, UnaryOperator<String> headers, byte[] body) {
        Optional<CallbackForm> form = network.findCarrier(name)
                .flatMap(carrier -> carrier.access() instanceof HttpAccess http ? http.callback() : Optional.empty());
        Optional<CallbackForm> signed = form.filter(known -> known.signature().isOn(headers, body, clock.instant()));
        if (form.isPresent() && signed.isEmpty()) {
            tellUnsigned(name);
        }
        return signed.map(known -> take(name, known.read(body)));
    }

    /** Once a minute: anybody may send what is not signed. Of a provider whose signature is set wrongly nothing else would tell. */
    private void tellUnsigned(String name) {
        Instant now = clock.instant();
        Instant last = unsigned.putIfAbsent(name, now);
        if (last == null || (!isSoonAfter(last, now) && unsigned.replace(name, last, now))) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "sms.receipt carrier={0} event=unsigned: refused; see callback in docs/carriers.md",
                    name);
        }
    }

    /** Also where the clock was set back meanwhile. */
    private static boolean isSoonAfter(Instant last, Instant present) {
        return Duration.between(last, present).abs().compareTo(BETWEEN_UNSIGNED) < 0;
    }

    private CompletableFuture<Void> take(String name, CallbackForm.Reading reading) {
        reading.unread()
                .forEach(cause -> LOG.log(
                        System.Logger.Level.INFO,
                        "sms.receipt carrier={0} event=unread cause={1}: see callback in docs/carriers.md",
                        name,
                        cause));
        return CompletableFuture.allOf(reading.receipts().stream()
                .map(receipt -> desk.apply(name, receipt))
                .toArray(CompletableFuture<?>[]::new));
    }
}
