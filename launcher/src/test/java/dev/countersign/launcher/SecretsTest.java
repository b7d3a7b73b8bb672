package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("secrets.json");
    }

    @Test
    void keepsWhatItMade() throws IOException {
        Secrets first = load();
        String made = first.passwordOf("demosms");
        first.put(Secrets.OPERATOR_TOKEN, "a\"b");

        Secrets second = load();

        assertThat(second.passwordOf("demosms")).isEqualTo(made);
        assertThat(second.get(Secrets.OPERATOR_TOKEN)).isEqualTo("a\"b");
    }

    @Test
    void makesAnotherPasswordForEachUserAndEachFolder() throws IOException {
        Secrets secrets = load();
        Secrets elsewhere = Secrets.load(folder.resolve("other.json"), new SecureRandom());

        assertThat(secrets.passwordOf("demosms"))
                .isNotEqualTo(secrets.passwordOf("demolocked"))
                .isNotEqualTo(elsewhere.passwordOf("demosms"));
    }

    @Test
    void makesPasswordsWithLettersAndDigits() throws IOException {
        Secrets secrets = load();

        for (int user : IntStream.range(0, 50).toArray()) {
            assertThat(secrets.passwordOf("user" + user)).matches("([a-z]{3}[2-9]){3}");
        }
    }

    @Test
    void keepsToTheEightCharactersOfAnSmppPassword() throws IOException {
        assertThat(load().smppPassword()).hasSize(8);
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        load().smppPassword();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesToInventAToken() throws IOException {
        Secrets secrets = load();

        assertThatIllegalStateException().isThrownBy(() -> secrets.get(Secrets.OPERATOR_TOKEN));
    }

    private Secrets load() throws IOException {
        return Secrets.load(file, new SecureRandom());
    }
}
