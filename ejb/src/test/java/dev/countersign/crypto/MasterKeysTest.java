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
    void unwrapsADataKeyThatItWrapped() {
        DataKey key = DataKey.generate("sms_text-1", Purpose.SMS_TEXT, MasterKeys.read(directory), random, NOW);

        assertThat(key.unwrap(MasterKeys.read(directory)).getEncoded())
                .hasSize(32)
                .isEqualTo(key.unwrap(MasterKeys.read(directory)).getEncoded());
    }

    @Test
    void doesNotUnwrapUnderAnotherMasterKey(@TempDir Path other) throws IOException {
        DataKey key = DataKey.generate("sms_text-1", Purpose.SMS_TEXT, MasterKeys.read(directory), random, NOW);
        KeyCommand.create(other, random, silent());

        MasterKeys others = MasterKeys.read(other);

        assertThatThrownBy(() -> key.unwrap(others)).isInstanceOf(UnreadableSecretException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-", "rw--w----"})
    void refusesAFileThatOthersMayOpen(String mode) throws IOException {
        Files.setPosixFilePermissions(directory.resolve(MasterKeys.FILE_NAME), PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> MasterKeys.read(directory)).hasMessageContaining("chmod 600");
    }

    @Test
    void saysHowToMakeAMissingFile(@TempDir Path empty) {
        assertThatThrownBy(() -> MasterKeys.read(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("countersign keys create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"master-1:AAAA", "no colon", ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "a:%%%"})
    void refusesAMalformedLineWithoutQuotingIt(String line) throws IOException {
        Files.writeString(directory.resolve(MasterKeys.FILE_NAME), line);

        assertThatThrownBy(() -> MasterKeys.read(directory))
                .hasMessageContaining("base64 of 32 octets")
                .hasMessageNotContaining(line);
    }

    @Test
    void leavesExistingKeysAlone() throws IOException {
        String before = Files.readString(directory.resolve(MasterKeys.FILE_NAME));

        KeyCommand.create(directory, random, silent());

        assertThat(Files.readString(directory.resolve(MasterKeys.FILE_NAME))).isEqualTo(before);
    }

    @Test
    void createsFilesForTheirOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve(KeyCommand.GATEWAY_FILE_NAME))))
                .isEqualTo("rw-------");
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8);
    }
}
