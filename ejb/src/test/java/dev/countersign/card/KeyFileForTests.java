package dev.countersign.card;

import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.TransportKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of cards as an operator brings it in; serials are new in each test. */
final class KeyFileForTests {

    static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";

    private KeyFileForTests() {}

    static String newSerial() {
        return "T" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);
    }

    static ImportOrder order(ImportMode mode, boolean dryRun, List<String> serials) {
        String text = Stream.concat(
                        Stream.of("serial,manufacturer,suite,secret,pin,validUntil"),
                        serials.stream()
                                .map(serial -> serial + ",Acme," + SUITE + "," + "0f".repeat(32) + ",4711,2030-01-01"))
                .collect(Collectors.joining("\n"));
        return ImportOrder.of(
                KeyFileFormat.CSV_HEX, text.getBytes(StandardCharsets.UTF_8), TransportKey.none(), mode, dryRun);
    }

    static ImportOrder order(String... serials) {
        return order(ImportMode.ALL_OR_NOTHING, false, Arrays.asList(serials));
    }
}
