package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about data keys, on each database the product runs on. */
@Timeout(60)
class KeyRotationPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int NODES = 8;
    private static final Purpose ANY = Purpose.NAME_HASH;

    private final SecureRandom random = new SecureRandom();
    private final MasterKeys masters = MasterKeys.parse(List.of("m-1:" + "A".repeat(43) + "="), "the test");
    private final MasterKeys newer =
            MasterKeys.parse(List.of("m-2:" + "B".repeat(42) + "A=", "m-1:" + "A".repeat(43) + "="), "the test");

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneOfManyRotationsAtOnceMakesTheNextKey(Database database) throws Exception {
        int before = keys(database).size();
        addFirst(database);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        CyclicBarrier start = new CyclicBarrier(NODES);

        List<Future<Boolean>> made = nodes.invokeAll(java.util.Collections.nCopies(
                NODES,
                () -> database.call(entities -> {
                    DataKeyStore store = new DataKeyStore(entities);
                    await(start);
                    Optional<DataKey> current = store.lockCurrent(ANY);
                    current.ifPresent(key -> store.add(key.succeed(masters, random, NOW)));
                    return current.isPresent();
                })));
        nodes.shutdown();

        long successes = 0;
        for (Future<Boolean> one : made) {
            successes += one.get() ? 1 : 0;
        }
        List<DataKey> keys = keys(database);
        assertThat(successes).isPositive();
        assertThat(keys).hasSize(before + 1 + (int) successes);
        assertThat(keys.stream().filter(DataKey::isCurrent)).hasSize(1);
        assertThat(keys.stream().map(DataKey::keyId)).doesNotHaveDuplicates();
        clean(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keysStayTheSameUnderAnotherMasterKeyAndBack(Database database) {
        addFirst(database);
        byte[] octets = keys(database).get(0).unwrap(masters).getEncoded();

        rewrap(database, masters, newer);

        assertThat(keys(database).get(0).masterKeyId()).isEqualTo("m-2");
        assertThat(keys(database).get(0).unwrap(newer).getEncoded()).isEqualTo(octets);

        rewrap(database, newer, masters);

        assertThat(keys(database).get(0).unwrap(masters).getEncoded()).isEqualTo(octets);
        clean(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aNodeTakesTheNewKeyAndKeepsTheOldOneUntilItIsRemoved(Database database) {
        addFirst(database);
        OpenedKeys before = OpenedKeys.NONE.next(keys(database), key -> Optional.of(key.unwrap(masters)));
        database.run(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.add(store.lockCurrent(ANY).orElseThrow().succeed(masters, random, NOW.plusSeconds(60)));
        });

        OpenedKeys after = before.next(keys(database), key -> Optional.of(key.unwrap(masters)));

        assertThat(before.findCurrent(ANY).orElseThrow().id()).isEqualTo("name_hash-1");
        assertThat(after.findCurrent(ANY).orElseThrow().id()).isEqualTo("name_hash-2");
        assertThat(after.find("name_hash-1")).isEqualTo(before.find("name_hash-1"));

        database.run(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.remove(store.lockKey("name_hash-1").orElseThrow());
        });

        assertThat(after.next(keys(database), key -> Optional.of(key.unwrap(masters)))
                        .find("name_hash-1"))
                .isEmpty();
        clean(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCurrentKeyIsNeverRemovableAndASupersededOneAfterItsRest(Database database) {
        addFirst(database);
        database.run(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.add(store.lockCurrent(ANY).orElseThrow().succeed(masters, random, NOW));
        });

        List<Optional<Instant>> removable =
                keys(database).stream().map(DataKey::removableAt).toList();

        assertThat(removable).containsExactly(Optional.of(NOW.plus(Duration.ofHours(25))), Optional.empty());
        clean(database);
    }

    private void addFirst(Database database) {
        database.run(entities -> new DataKeyStore(entities).add(DataKey.first(ANY, masters, random, NOW)));
    }

    private void rewrap(Database database, MasterKeys from, MasterKeys to) {
        database.run(entities ->
                new DataKeyStore(entities).lockKeys().forEach(key -> key.wrap(key.unwrap(from), to, random)));
    }

    private static List<DataKey> keys(Database database) {
        return database.call(entities -> new DataKeyStore(entities).listKeys());
    }

    private static void clean(Database database) {
        database.run(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.lockKeys().forEach(store::remove);
        });
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
