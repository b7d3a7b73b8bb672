package dev.countersign.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The display cards of a run folder: made once, in a key file (docs/cards.md, {@code CSV_HEX}) that the product brings in and the
 * simulator's cards are made of.
 *
 * @param csv the file
 */
record DemoCards(String csv) {

    private static final int KEY_OCTETS = 32;
    private static final int OTP_KEY_OCTETS = 20;
    private static final String HEADER = "serial,manufacturer,suite,secret,pin";

    /** The one that nobody is sent, so that a user can order it. */
    private static final String IN_STOCK = "DEMO-4";

    /** A card that is worth a look. */
    record DemoCard(String serial, String suite, String pin) {

        /** Whether it stays in the stock. */
        boolean isForOrders() {
            return serial.equals(IN_STOCK);
        }
    }

    private static final List<DemoCard> KINDS = List.of(
            new DemoCard("DEMO-1", "OCRA-1:HOTP-SHA256-8:QN06-PSHA256", "2580"),
            new DemoCard("DEMO-2", "HOTP-SHA1-6", ""),
            new DemoCard("DEMO-3", "TOTP-SHA1-6-30S", ""),
            new DemoCard(IN_STOCK, "OCRA-1:HOTP-SHA256-8:QN06-PSHA256", ""));

    /** Those of the file, which is made if it is missing. */
    static DemoCards of(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            OwnerOnly.write(file, made(random));
        }
        return new DemoCards(Files.readString(file));
    }

    private static String made(SecureRandom random) {
        StringBuilder lines = new StringBuilder(HEADER);
        for (DemoCard card : KINDS) {
            byte[] key = new byte[card.suite().startsWith("OCRA") ? KEY_OCTETS : OTP_KEY_OCTETS];
            random.nextBytes(key);
            lines.append('\n')
                    .append(String.join(
                            ",",
                            card.serial(),
                            "Demo",
                            card.suite(),
                            HexFormat.of().formatHex(key),
                            card.pin()));
        }
        return lines.append('\n').toString();
    }

    List<DemoCard> list() {
        return csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new DemoCard(cells[0], cells[2], cells[4]))
                .toList();
    }

    /** As an import takes it. */
    String base64() {
        return Base64.getEncoder().encodeToString(csv.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "DemoCards[]";
    }
}
