package dev.countersign.smpp;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What carriers over HTTP say of their messages. */
final class Callbacks {

    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());

    private final CarrierNetwork network;
    private final Clock clock;
    private final BiFunction<String, Receipt, CompletableFuture<Void>> desk;

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
        return network.findCarrier(name)
                .flatMap(carrier -> carrier.access() instanceof HttpAccess http ? http.callback() : Optional.empty())
                .filter(form -> form.signature().isOn(headers, body, clock.instant()))
                .map(form -> take(name, form.read(body)));
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
