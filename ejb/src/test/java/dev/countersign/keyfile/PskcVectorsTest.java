package dev.countersign.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import dev.countersign.keyfile.KeyFileOutcome.Refused;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures 2 to 10 of RFC 6030, and files that were made for this project: each behaves as its README says. */
class PskcVectorsTest {

    private static final String TRANSPORT = "29c7edd45628cdd6f9d6a6c74b9acb97e574d79ca5add168b3ac4e1dc81f2b31";

    /** What each file that is refused is refused for: a reason of the file, or of each of its rows. */
    private static final Map<String, Enum<?>> REASONS = Map.ofEntries(
            Map.entry("rfc6030-figure2.xml", RowReason.SECRET_LENGTH),
            Map.entry("rfc6030-figure4.xml", RowReason.SECRET_MISSING),
            Map.entry("rfc6030-figure8.xml", FileReason.TRANSPORT_KEY_MISSING),
            Map.entry("rfc6030-figure9.xml", FileReason.SIGNATURE),
            Map.entry("bad-mac.xml", FileReason.NOT_AUTHENTIC),
            Map.entry("missing-mac.xml", FileReason.MAC_MISSING),
            Map.entry("missing-macmethod.xml", FileReason.MAC_MISSING),
            Map.entry("mac-empty.xml", FileReason.NOT_AUTHENTIC),
            Map.entry("unknown-enc-algorithm.xml", FileReason.ENCRYPTION_UNSUPPORTED),
            Map.entry("pbkdf2-tiny.xml", FileReason.KEY_DERIVATION),
            Map.entry("version-9.xml", FileReason.VERSION),
            Map.entry("no-version.xml", FileReason.VERSION),
            Map.entry("empty.xml", FileReason.UNREADABLE),
            Map.entry("not-xml.xml", FileReason.UNREADABLE),
            Map.entry("no-keypackage.xml", FileReason.NO_KEYS),
            Map.entry("digits-3.xml", RowReason.RESPONSE_FORMAT),
            Map.entry("unknown-key-algorithm.xml", RowReason.ALGORITHM),
            Map.entry("negative-counter.xml", RowReason.COUNTER),
            Map.entry("empty-secret.xml", RowReason.SECRET_LENGTH),
            Map.entry("short-secret-4.xml", RowReason.SECRET_LENGTH),
            Map.entry("duplicate-serial.xml", RowReason.SERIAL_TWICE),
            Map.entry("serial-formula.xml", RowReason.SERIAL),
            Map.entry("xxe-file.xml", FileReason.DOCTYPE),
            Map.entry("xxe-http.xml", FileReason.DOCTYPE),
            Map.entry("xxe-parameter.xml", FileReason.DOCTYPE),
            Map.entry("billion-laughs.xml", FileReason.DOCTYPE),
            Map.entry("deep-nesting.xml", FileReason.TOO_LARGE));

    static Stream<Named<JsonObject>> files() {
        return Vectors.read("pskc/README.json").getJsonArray("files").getValuesAs(JsonObject.class).stream()
                .map(file -> Named.of(file.getString("file"), file));
    }

    static Stream<Named<JsonObject>> imported() {
        return files().filter(file -> !REASONS.containsKey(file.getPayload().getString("file")));
    }

    static Stream<Named<JsonObject>> protectedFiles() {
        return imported()
                .filter(file ->
                        transport(file.getPayload(), Octets.of(new byte[0])).isGiven());
    }

    @ParameterizedTest
    @MethodSource("imported")
    void importsTheKeysThatTheFileHas(JsonObject file) {
        Read read = (Read) read(file);

        List<JsonObject> expected = file.getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                .filter(key -> !key.getString("algorithm", "").endsWith(":pin"))
                .toList();
        assertThat(read.rows()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            requireSame(read.rows().get(i), expected.get(i), file);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesTheOthersForTheirReason(JsonObject file) {
        Enum<?> reason = REASONS.get(file.getString("file"));
        KeyFileOutcome outcome = read(file);

        if (reason instanceof RowReason row) {
            assertThat(((Read) outcome).rows())
                    .extracting(KeyFileRow::reason)
                    .last()
                    .isEqualTo(Optional.of(row));
        } else if (reason != null) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
        } else {
            assertThat(file.getString("expect")).startsWith("import");
        }
    }

    /** RFC 6030 section 6.1.1 and ASVS 11.2.5: the answer does not tell a wrong key from a changed file. */
    @ParameterizedTest
    @MethodSource("protectedFiles")
    void aWrongTransportKeyIsAnsweredAsAChangedFileIs(JsonObject file) {
        TransportKey right = transport(file, Octets.of(new byte[0]));
        byte[] wrong = right.octets().toArray();
        wrong[0] ^= 1;

        KeyFileOutcome outcome =
                KeyFiles.read(KeyFileFormat.PSKC, octets(file), new TransportKey(right.kind(), Octets.of(wrong)));

        assertThat(outcome).isEqualTo(read("bad-mac.xml", Protection.PRE_SHARED_KEY, Octets.ofHex(TRANSPORT)));
    }

    @Test
    void theOcraKeyAnswersAsItsCard() {
        JsonObject file = files().map(Named::getPayload)
                .filter(one -> one.getString("file").equals("aes256-cbc-hmac-sha256.xml"))
                .findFirst()
                .orElseThrow();
        ImportedKey key = ((Read) read(file)).rows().get(2).key().orElseThrow();

        assertThat(Ocra.response(
                        key.suite().ocra().orElseThrow(),
                        new OcraKey(key.secret()),
                        OcraInput.of("123456").withPin(PinHash.of("1234".toCharArray(), HashFunction.SHA256))))
                .isEqualTo("54173481");
    }

    @Test
    void aHostileFileLeavesNoTraceInTheAnswer() {
        assertThat(read("xxe-file.xml", Protection.NONE, Octets.of(new byte[0])).toString())
                .doesNotContain("root", "passwd");
    }

    private static void requireSame(KeyFileRow row, JsonObject expected, JsonObject file) {
        if (row.reason().isPresent()) {
            // Of the two keys with one serial in figure 10, the first is taken.
            assertThat(file.getString("file")).isEqualTo("rfc6030-figure10.xml");
            assertThat(row.reason()).contains(RowReason.SERIAL_TWICE);
            return;
        }
        ImportedKey key = row.key().orElseThrow();
        JsonObject common = file.containsKey("common") ? file.getJsonObject("common") : expected;
        assertThat(key.secret().toHex())
                .isEqualTo(expected.getString("secret_hex", common.getString("secret_hex", "")));
        assertThat(key.device().serial())
                .isEqualTo(expected.getString("serial", key.device().serial()));
        if (expected.get("counter") instanceof JsonNumber counter) {
            assertThat(key.start().counter()).isEqualTo(counter.longValueExact());
        }
        if (expected.get("suite") instanceof JsonString suite) {
            assertThat(key.suite().text()).isEqualTo(suite.getString());
        }
        if (common.get("digits") instanceof JsonNumber digits) {
            assertThat(key.suite().text()).matches("[HT]OTP-SHA[0-9]+-" + digits + "(-30S)?");
        }
        if (expected.containsKey("pin_key_id")) {
            assertThat(key.pin()).contains(Octets.ofHex("31323334"));
        }
        if (expected.get("start") instanceof JsonString start) {
            assertThat(key.validity().from().orElseThrow()).hasToString(start.getString());
            assertThat(key.validity().until().orElseThrow()).hasToString(expected.getString("end"));
        }
    }

    private static KeyFileOutcome read(JsonObject file) {
        TransportKey transport = transport(file, Octets.ofHex(TRANSPORT));
        return KeyFiles.read(KeyFileFormat.PSKC, octets(file), transport);
    }

    /** A file that says nothing of its key and is encrypted has that of the first of the others. */
    private static TransportKey transport(JsonObject file, Octets byDefault) {
        String name = file.getString("file");
        if (file.containsKey("pre_shared_key_hex")) {
            return new TransportKey(Protection.PRE_SHARED_KEY, Octets.ofHex(file.getString("pre_shared_key_hex")));
        }
        if (file.containsKey("password") || name.startsWith("pbkdf2")) {
            return new TransportKey(
                    Protection.PASSWORD,
                    Octets.of(file.getString("password", "any").getBytes(StandardCharsets.UTF_8)));
        }
        boolean encrypted = name.contains("mac") || name.contains("-enc-");
        return encrypted && byDefault.length() > 0
                ? new TransportKey(Protection.PRE_SHARED_KEY, byDefault)
                : TransportKey.none();
    }

    private static KeyFileOutcome read(String name, Protection kind, Octets transport) {
        return KeyFiles.read(KeyFileFormat.PSKC, octets(name), new TransportKey(kind, transport));
    }

    private static Octets octets(JsonObject file) {
        return octets(file.getString("file"));
    }

    private static Octets octets(String name) {
        try (InputStream in =
                Objects.requireNonNull(PskcVectorsTest.class.getResourceAsStream("/vectors/pskc/" + name), name)) {
            return Octets.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
