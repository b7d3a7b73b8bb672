package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest extends DeviceStoreContract {

    @TempDir
    Path folder;

    @Override
    DeviceStore store() {
        return new FileStore(file());
    }

    private Path file() {
        return folder.resolve("device.json");
    }

    @Test
    void isReadableToItsOwnerAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));

        store().update(before -> before.with(withPin("one")));

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void refusesAFileThatOthersMayReadOrWrite(String mode) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        store().update(before -> before.with(withPin("one")));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().read())
                .withMessage("Others may read " + file() + ", which has keys in it. Say: chmod 600 " + file());
    }

    @Test
    void takesAFileThatItsOwnerMayOnlyRead() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        store().update(before -> before.with(withPin("one")));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

        assertThat(store().read().enrolments()).hasSize(1);
    }

    /** Between the writing of the new file and its renaming, or in the middle of the writing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\": \"countersign-dev"})
    void aCrashWhileItWritesLeavesTheOldState(String written) throws IOException {
        store().update(before -> before.with(withPin("one")));
        Files.writeString(folder.resolve(".device.json1234.tmp"), written);

        assertThat(store().read().enrolments()).hasSize(1);
        store().update(before -> before.with(withPin("two")));
        assertThat(store().read().enrolments()).hasSize(2);
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        store().update(before -> before.with(withPin("one")));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("device.json", "device.json.lock");
        }
    }

    /** A reader that has the file open goes on reading the old state: the new one is another file. */
    @Test
    void exchangesTheFileAndDoesNotWriteIntoIt() throws IOException {
        store().update(before -> before.with(withPin("one")));
        Path other = folder.resolve("other-name");
        Files.createLink(other, file());

        store().update(before -> before.with(withPin("two")));

        assertThat(new FileStore(other).read().enrolments()).hasSize(1);
        assertThat(store().read().enrolments()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is no JSON object",
                "{ | it is no JSON object",
                "{} | format is missing or no text",
                "{\"format\": \"countersign-device-2\"} | format is not countersign-device-1",
                "{\"format\": \"countersign-device-1\"} | enrolments is missing or no array",
                "{\"format\": \"countersign-device-1\", \"enrolments\": [{\"id\": \"x\"}]} | id is no UUID",
            })
    void aDamagedFileIsToldAndLeftAsItIs(String text, String what) throws IOException {
        write(text);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().update(before -> before.with(withPin("one"))))
                .withMessage(file() + " is damaged (" + what + ") and was left as it is. Bring a backup of it back, or"
                        + " move it away and activate again: without it this device is another one.");
        assertThat(Files.readString(file())).isEqualTo(text);
    }

    /** Cut anywhere, a file is no file, and never one with fewer users. */
    @Test
    void aFileThatIsCutIsDamaged() throws IOException {
        store().update(before ->
                new DeviceState(Optional.of(installation()), List.of(withPin("one"), withoutPin("two"))));
        String whole = Files.readString(file());
        for (int length = 0; length < whole.strip().length(); length += 7) {
            write(whole.substring(0, length));

            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store().read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"challengeKey", "approvalOcraKey", "private", "public", "token"})
    void aDamagedKeyIsToldWithoutShowingIt(String field) throws IOException {
        store().update(before -> new DeviceState(Optional.of(installation()), List.of(withPin("one"))));
        String whole = Files.readString(file());
        String damaged = whole.replaceFirst("(\"" + field + "\":\")[^\"]{4}([^\"]*)", "$1AAAA*$2");
        assertThat(damaged).isNotEqualTo(whole);
        write(damaged);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().read())
                .withMessageContaining("is damaged (" + field)
                .satisfies(fault ->
                        assertThat(fault.getMessage() + fault.getCause()).doesNotContain("AAAA"));
    }

    /** Right in their form: what they stand for is not. */
    @ParameterizedTest
    @CsvSource({
        "challengeKey, ''",
        "private, AAAA",
        "server, 'http://a b'",
    })
    void aKeyThatIsNoneIsTold(String field, String value) throws IOException {
        store().update(before -> new DeviceState(Optional.of(installation()), List.of(withPin("one"))));
        write(Files.readString(file()).replaceFirst("(\"" + field + "\":\")[^\"]*", "$1" + value));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().read())
                .withMessageContaining("is damaged (an address or a key is none)");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path nowhere = folder.resolve("missing/device.json");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new FileStore(nowhere).update(before -> before.with(withPin("one"))))
                .withMessageStartingWith(nowhere + " cannot be written, and was left as it is: ");
    }

    /** The last step fails: a folder that is not empty cannot be exchanged for a file. */
    @Test
    void leavesNothingBehindWhenItCannotExchange() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        FileStore store = new FileStore(other.resolve("device.json"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.update(before -> {
                    try {
                        Files.createDirectories(other.resolve("device.json/in-the-way"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return before;
                }));

        try (Stream<Path> files = Files.list(other)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("device.json", "device.json.lock");
        }
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        Files.createDirectory(
                file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().read())
                .withMessageStartingWith(file() + " cannot be read: ");
    }

    private void write(String text) throws IOException {
        if (!Files.exists(file())) {
            store().update(before -> before);
        }
        Files.writeString(file(), text);
    }
}
