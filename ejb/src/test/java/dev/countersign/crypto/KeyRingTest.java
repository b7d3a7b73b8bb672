package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data keys of a node from its start on. */
class KeyRingTest {

    private static final String MASTER = "m-1:" + "A".repeat(43) + "=";
    private static final Database DATABASE = Databases.empty("key-ring");

    private final Beans beans = new Beans(DATABASE).set("countersign.keys.master", MASTER);
    private final MasterKeys masters = MasterKeys.parse(List.of(MASTER), "the test");

    @BeforeEach
    void empty() {
        beans.query(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.lockKeys().forEach(store::remove);
            return true;
        });
    }

    @Test
    void theFirstNodeMakesAKeyForEachPurpose() {
        beans.run(KeyRing.class, ring -> {
            for (Purpose purpose : Purpose.values()) {
                assertThat(ring.findCurrent(purpose).orElseThrow().id()).endsWith("-1");
            }
        });

        assertThat(keys()).extracting(DataKey::purpose).containsExactlyInAnyOrder(Purpose.values());
    }

    @Test
    void theNextStartOpensTheSameKeys() {
        byte[] first = beans.call(
                KeyRing.class,
                ring -> ring.findCurrent(Purpose.AUDIT).orElseThrow().key().getEncoded());

        byte[] second = beans.call(
                KeyRing.class,
                ring -> ring.findCurrent(Purpose.AUDIT).orElseThrow().key().getEncoded());

        assertThat(second).isEqualTo(first);
        assertThat(keys()).hasSize(Purpose.values().length);
    }

    @Test
    void anotherMasterKeyEndsTheStart() {
        beans.run(KeyRing.class, KeyRing::refresh);
        beans.set("countersign.keys.master", "m-1:" + "B".repeat(42) + "A=");

        assertThatThrownBy(() -> beans.run(KeyRing.class, KeyRing::refresh)).isInstanceOf(KeysUnusableException.class);

        assertThat(keys()).hasSize(Purpose.values().length);
    }

    @Test
    void aKeyThatAnotherNodeMadeIsFoundWhenItIsNamed() {
        start();
        beans.run(KeyRing.class, ring -> {
            assertThat(ring.find("audit-2")).isEmpty();
            rotate();

            assertThat(ring.find("audit-2")).isPresent();
            assertThat(ring.find("audit-1")).isPresent();
            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-2");
        });
    }

    @Test
    void anIdThatSomebodyBringsIsLookedUpOnceASecond() {
        CountedReadings readings = new CountedReadings(beans);
        KeyRing ring = readings.ring();

        assertThat(readings.during(() -> assertThat(ring.findBrought("audit-2")).isEmpty()))
                .as("the ring was read a moment ago")
                .isZero();
        beans.clock().pass(Duration.ofSeconds(1));
        assertThat(readings.during(() -> {
                    ring.findBrought("audit-2");
                    ring.findBrought("audit-3");
                }))
                .isEqualTo(1);
        assertThat(readings.during(() -> assertThat(ring.findBrought("audit-1")).isPresent()))
                .isZero();
        assertThat(readings.during(() -> ring.find("audit-2")))
                .as("what is stored is looked up at once")
                .isEqualTo(1);
    }

    /** Servers are upgraded one after the other. */
    @Test
    void keysOfPurposesThatOnlyANewerServerKnowsArePassedOver() {
        start();
        FutureKey.add(beans);
        beans.clock().pass(Duration.ofMinutes(1));

        beans.run(KeyRing.class, ring -> {
            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-1");
            assertThat(ring.find(FutureKey.ID)).isEmpty();
        });

        assertThat(FutureKey.remove(beans)).as("it is still there").isEqualTo(1);
    }

    @Test
    void whatIsNotReadAnewIsAsItWas() {
        start();
        beans.run(KeyRing.class, ring -> {
            rotate();

            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-1");
            ring.refresh();
            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-2");
        });
    }

    @Test
    void aKeyUnderAMasterKeyThatCameLaterIsOpened(@TempDir Path folder) throws IOException {
        String next = "m-2:" + "C".repeat(42) + "A=";
        MasterKeys both = MasterKeys.parse(List.of(next, MASTER), "the test");
        Path file = Files.createFile(
                folder.resolve("master.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, MASTER);
        Beans node = new Beans(DATABASE).set("countersign.keys.directory", folder.toString());
        node.run(KeyRing.class, KeyRing::refresh);

        node.run(KeyRing.class, ring -> {
            write(file, next + "\n" + MASTER);
            rotate(both);
            ring.refresh();

            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-2");
        });
    }

    /** Another node made it with a master key that this one has not got. */
    @Test
    void aKeyThatDoesNotOpenIsMissedByItsPurposeAlone(@TempDir Path folder) throws IOException {
        String next = "m-2:" + "C".repeat(42) + "A=";
        Path file = Files.createFile(
                folder.resolve("master.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, MASTER);
        Beans node = new Beans(DATABASE).set("countersign.keys.directory", folder.toString());
        node.run(KeyRing.class, KeyRing::refresh);

        node.run(KeyRing.class, ring -> {
            assertThat(ring.missing()).isEmpty();
            rotate(MasterKeys.parse(List.of(next, MASTER), "the test"));
            ring.refresh();

            assertThat(ring.findCurrent(Purpose.SMS_TEXT).orElseThrow().id()).isEqualTo("sms_text-1");
            assertThat(ring.find("audit-1")).isPresent();
            assertThat(ring.find("audit-2")).isEmpty();
            assertThat(ring.missing()).containsExactly(Purpose.AUDIT);
            assertThat(ring.findCurrent(Purpose.AUDIT)).isEmpty();

            write(file, MASTER + "\nm-2:" + "D".repeat(42) + "A=");
            ring.refresh();
            assertThat(ring.missing()).as("another key of that name").containsExactly(Purpose.AUDIT);
            write(file, MASTER + "\n" + next);
            ring.refresh();
            assertThat(ring.findCurrent(Purpose.AUDIT).orElseThrow().id()).isEqualTo("audit-2");
            assertThat(ring.missing()).isEmpty();
        });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        beans.run(KeyRing.class, KeyRing::refresh);
    }

    private void rotate() {
        rotate(masters);
    }

    private void rotate(MasterKeys wrapping) {
        beans.query(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.add(store.lockCurrent(Purpose.AUDIT)
                    .orElseThrow()
                    .succeed(wrapping, new SecureRandom(), beans.clock().instant()));
            return true;
        });
    }

    private List<DataKey> keys() {
        return beans.query(entities -> new DataKeyStore(entities).listKeys());
    }
}
