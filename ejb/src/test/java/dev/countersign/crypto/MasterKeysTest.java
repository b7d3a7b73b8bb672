package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void createKeys() throws IOException {
        KeyCommand.create(directory, random, silent());
    }

    @Test
    void refusesToUnwrapWithAnotherKeyOfTheSameNameAndSaysWhatToDo() throws IOException {
        DataKey key = DataKey.first(Purpose.SMS_TEXT, read(), random, NOW);
        String id = read().firstId();
        Files.writeString(file(), id + ":" + "A".repeat(43) + "=");

        MasterKeys others = read();

        assertThatThrownBy(() -> key.unwrap(others))
                .isInstanceOf(KeysUnusableException.class)
                .hasNoCause()
                .hasMessageContaining("sms_text-1")
                .hasMessageContaining(id)
                .hasMessageContaining("put the right line back from your safe copy");
    }

    @Test
    void refusesToUnwrapWithoutTheKeyAndSaysWhatToDo() throws IOException {
        DataKey key = DataKey.first(Purpose.SMS_TEXT, read(), random, NOW);
        String id = read().firstId();
        Files.writeString(file(), "another:" + "A".repeat(43) + "=");

        MasterKeys others = read();

        assertThatThrownBy(() -> key.unwrap(others))
                .isInstanceOf(KeysUnusableException.class)
                .hasNoCause()
                .hasMessageContaining(id)
                .hasMessageContaining("add its line from your safe copy");
    }

    @Test
    void wrapsWithTheFirstAndUnwrapsWithAll() throws IOException {
        DataKey key = DataKey.first(Purpose.SMS_TEXT, read(), random, NOW);
        byte[] octets = key.unwrap(read()).getEncoded();
        KeyCommand.addMaster(directory, random, silent());
        MasterKeys both = read();

        assertThat(key.unwrap(both).getEncoded()).hasSize(32).isEqualTo(octets);
        key.wrap(key.unwrap(both), both, random);

        assertThat(key.masterKeyId()).isEqualTo(both.firstId());
        assertThat(key.unwrap(both).getEncoded()).isEqualTo(octets);
    }

    @Test
    void addsAMasterKeyInFrontAndKeepsTheOthersAndTheMode() throws IOException {
        String before = Files.readString(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        KeyCommand.addMaster(directory, random, silent());

        assertThat(Files.readString(file())).endsWith(before).hasLineCount(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-", "rw--w----"})
    void refusesAFileThatOthersMayOpen(String mode) throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

        assertThatThrownBy(this::read).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "r--r-----", "rw-r-----"})
    void readsAFileThatItsGroupMayReadAsOrchestratorsLayItDown(String mode) throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

        assertThat(read().ids()).hasSize(1);
    }

    @Test
    void saysHowToMakeAMissingFile(@TempDir Path empty) {
        assertThatThrownBy(() -> MasterKeyFile.in(empty).read())
                .isInstanceOf(KeysUnusableException.class)
                .hasMessageContaining("countersign keys create");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "master-1:AAAA",
                "no colon",
                ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "a:%%%",
                "an id:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "a-name-with-more-than-forty-characters-it:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void refusesAMalformedLineWithoutQuotingIt(String line) throws IOException {
        Files.writeString(file(), line);

        assertThatThrownBy(this::read)
                .hasMessageContaining("base64 of 32 octets")
                .hasMessageNotContaining(line);
    }

    @Test
    void refusesAnIdThatStandsTwice() throws IOException {
        String line = Files.readString(file());
        Files.writeString(file(), line + line);

        assertThatThrownBy(this::read).hasMessageContaining("twice");
    }

    @Test
    void readsTheSameLinesFromASetting() throws IOException {
        KeyCommand.addMaster(directory, random, silent());
        String lines = Files.readString(file());
        DataKey key = DataKey.first(Purpose.SMS_TEXT, read(), random, NOW);

        for (String value : List.of(lines, lines.strip().replace("\n", ","), lines.replace("\n", " "))) {
            MasterKeys fromSetting = new MasterKeyValue(value).read();

            assertThat(fromSetting.ids()).containsExactlyElementsOf(read().ids());
            assertThat(key.unwrap(fromSetting)).isEqualTo(key.unwrap(read()));
        }
        assertThat(new MasterKeyValue(lines)).asString().doesNotContain(lines.substring(20, 40));
    }

    @Test
    void leavesExistingKeysAlone() throws IOException {
        String before = Files.readString(file());

        KeyCommand.create(directory, random, silent());

        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void createsFilesForTheirOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(GatewayKeys.NAME))))
                .isEqualTo("rw-------");
    }

    private Path file() {
        return directory.resolve(MasterKeyFile.NAME);
    }

    private MasterKeys read() {
        return MasterKeyFile.in(directory).read();
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8);
    }
}
