package dev.countersign.setting;

import dev.countersign.activation.AppStore;
import dev.countersign.listsetting.ListSetting;
import dev.countersign.lockout.AddressLiteral;
import dev.countersign.lockout.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Settings that list something. They are read when the first request needs them: one wrong entry would have each of these fail, or
 * silently keep out whom it means.
 */
final class SettingLists {

    private static final String PROXIES = "countersign.http.trusted-proxies";
    private static final String METRICS = "countersign.metrics.open-to";
    private static final String STORES = "countersign.authenticator.stores";

    private SettingLists() {}

    /** What cannot stand there, each in a sentence for the operator. */
    static List<String> faults(Function<String, Optional<String>> settings) {
        return Stream.of(
                        faults(settings, PROXIES, AddressRange::of),
                        faults(settings, METRICS, SettingLists::checkAddress),
                        faults(settings, STORES, AppStore::of))
                .flatMap(faults -> faults)
                .toList();
    }

    private static Stream<String> faults(
            Function<String, Optional<String>> settings, String key, Consumer<String> reader) {
        return ListSetting.read(settings.apply(key)).stream()
                .flatMap(entry -> fault(entry, reader).stream())
                .map(fault -> key + ": " + fault);
    }

    private static Optional<String> fault(String entry, Consumer<String> reader) {
        try {
            reader.accept(entry);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Callers are held against it as text, so it is one address. */
    private static void checkAddress(String text) {
        if (AddressLiteral.read(text).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no network address, such as 10.0.0.1; names and ranges are not taken");
        }
    }
}
