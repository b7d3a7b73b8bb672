package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about the chain, on each database the product runs on. */
@Timeout(120)
class AuditPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int WRITERS = 100;
    private static final int FACTS = 3;
    private static final int SEALERS = 2;
    private static final int SMALL_BATCH = 40;

    /** Between two rounds of a sealer, so that the writers get their turn. */
    private static final long PAUSE_MILLIS = 10;

    private final Secrets secrets = new Secrets(new KeysInMemory());

    /** Tells the entries of one test from those of others. */
    private final Reference reference = Reference.next();

    /** The sealers do not even ask for the lease. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void twoSealersMakeOneUnbrokenChainOfWhatManyThreadsWrite(Database database) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + SEALERS);
        CyclicBarrier start = new CyclicBarrier(WRITERS + SEALERS);
        CountDownLatch writing = new CountDownLatch(WRITERS);
        List<Future<Integer>> results = new ArrayList<>();
        for (Callable<Integer> sealer : Collections.nCopies(SEALERS, sealing(database, start, writing))) {
            results.add(threads.submit(sealer));
        }
        for (Callable<Integer> writer : Collections.nCopies(WRITERS, writing(database, start, writing))) {
            results.add(threads.submit(writer));
        }
        threads.shutdown();
        int sealed = 0;
        for (Future<Integer> result : results) {
            sealed += result.get();
        }
        sealed += sealAll(database);

        assertThat(sealed).isGreaterThanOrEqualTo(WRITERS * FACTS);
        assertThat(countOf(database, reference)).isEqualTo(WRITERS * FACTS);
        assertWholeAndSealed(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void sealsAnEntryThatCommitsLateBehindThoseWithHigherIds(Database database) {
        sealAll(database);
        long[] ids = new long[2];
        database.run(late -> {
            ids[0] = add(late, NOW.minusSeconds(60));
            late.flush();
            database.run(early -> ids[1] = add(early, NOW));
            assertThat(sealAll(database)).isEqualTo(1);
        });

        assertThat(sealAll(database)).isEqualTo(1);

        assertThat(ids[0]).isLessThan(ids[1]);
        List<ChainLink> links = links(database);
        assertThat(links.subList(links.size() - 2, links.size()))
                .extracting(link -> link.content().id())
                .containsExactly(ids[1], ids[0]);
        assertWholeAndSealed(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void sealsNothingThatWasNotCommitted(Database database) {
        sealAll(database);
        database.run(entities -> {
            add(entities, NOW);
            entities.flush();
            entities.getTransaction().rollback();
            entities.getTransaction().begin();
        });

        assertThat(sealAll(database)).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void refusesAnEntryThatWasChangedBeforeItWasSealedAndSealsTheOthers(Database database) {
        sealAll(database);
        long bad = database.call(entities -> add(entities, NOW));
        long good = database.call(entities -> add(entities, NOW.plusSeconds(1)));
        setReason(database, bad, "OTHER");

        SealedBatch first = database.call(entities -> sealing(entities).seal(EntryPosition.FIRST, 1));
        SealedBatch second =
                database.call(entities -> sealing(entities).seal(first.next().orElseThrow(), 1));

        assertThat(first.refused()).containsExactly(bad);
        assertThat(first.sealed()).isZero();
        assertThat(second.sealed()).isEqualTo(1);
        assertThat(links(database))
                .extracting(link -> link.content().id())
                .contains(good)
                .doesNotContain(bad);
        assertThat(countUnsealed(database, NOW.plusSeconds(10))).isEqualTo(1);
        setReason(database, bad, "OK");
        sealAll(database);
        assertWholeAndSealed(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsContentExactlyAsItWasHashed(Database database) {
        Instant exact = Instant.parse("2026-03-29T01:30:00.123456Z");
        long id = database.call(entities -> add(entities, exact));

        ChainLink link = sealAllAndFind(database, id);

        assertThat(link.content().at()).isEqualTo(exact);
        assertThat(AuditEntry.isAuthentic(link.content(), link.mac(), secrets)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void sealsInANewEpochAfterADeclaredRestore(Database database) {
        int before =
                database.call(entities -> new ChainStore(entities).getHead().epoch());
        long id = database.call(entities -> add(entities, NOW));

        database.run(entities -> declareRestored(entities.unwrap(Connection.class)));

        assertThat(sealAllAndFind(database, id).epoch()).isEqualTo(before + 1);
        assertWholeAndSealed(database);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void givesTheLeaseToOneAndToAnotherWhenItIsOver(Database database) {
        Instant start = NOW.plus(Duration.ofDays(1));

        assertThat(take(database, "one", start)).isTrue();
        assertThat(take(database, "two", start.plusSeconds(2))).isFalse();
        assertThat(take(database, "one", start.plusSeconds(2))).isTrue();
        assertThat(take(database, "two", start.plusSeconds(4))).isFalse();
        assertThat(take(database, "two", start.plusSeconds(5))).isTrue();
        assertThat(take(database, "one", start.plusSeconds(6))).isFalse();
    }

    /** A clock that was an hour ahead and was set right must not stop the sealer for an hour. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void takesALeaseThatReachesFurtherThanAnyLease(Database database) {
        Instant start = NOW.plus(Duration.ofDays(2));

        assertThat(take(database, "ahead", start.plus(Duration.ofHours(1)))).isTrue();
        assertThat(take(database, "right", start)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void findsBySubjectReferenceAndTimeThePagesNewestFirst(Database database) {
        Instant start = NOW.plus(Duration.ofDays(300));
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // two of one moment
            Instant at = start.plusSeconds(i / 2);
            ids.add(database.call(entities -> add(entities, at)));
        }
        Collections.reverse(ids);

        List<Long> paged = new ArrayList<>();
        Optional<EntryPosition> after = Optional.empty();
        do {
            AuditQuery query = new AuditQuery(
                    Optional.of("user:7"), Optional.of(reference), Optional.empty(), Optional.empty(), after, 2);
            AuditPage page = database.call(entities -> new AuditSearch(entities).find(query));
            page.entries().forEach(entry -> paged.add(entry.content().id()));
            after = page.next();
        } while (after.isPresent());

        assertThat(paged).isEqualTo(ids);
        assertThat(find(database, Optional.of(start), Optional.of(start.plusSeconds(1))))
                .hasSize(2);
        assertThat(find(database, Optional.of(start.plusSeconds(2)), Optional.empty()))
                .hasSize(1);
    }

    private List<AuditPage.FoundEntry> find(Database database, Optional<Instant> from, Optional<Instant> to) {
        AuditQuery query = new AuditQuery(Optional.empty(), Optional.of(reference), from, to, Optional.empty(), 500);
        return database.call(entities -> new AuditSearch(entities).find(query)).entries();
    }

    private Callable<Integer> writing(Database database, CyclicBarrier start, CountDownLatch writing) {
        return () -> {
            start.await();
            for (int i = 0; i < FACTS; i++) {
                database.run(entities -> add(entities, NOW));
            }
            writing.countDown();
            return 0;
        };
    }

    private Callable<Integer> sealing(Database database, CyclicBarrier start, CountDownLatch writing) {
        return () -> {
            start.await();
            int sealed = 0;
            while (!writing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                sealed += database.call(entities -> sealing(entities).seal(EntryPosition.FIRST, SMALL_BATCH))
                        .sealed();
            }
            return sealed;
        };
    }

    private long add(EntityManager entities, Instant at) {
        AuditEntry entry = new AuditEntry(AuditFact.byUser(7, "LOGIN_PASSWORD", "OK", reference, ""), at);
        entities.persist(entry);
        entry.authenticate(secrets);
        return entry.content().id();
    }

    private int sealAll(Database database) {
        int sealed = 0;
        Optional<EntryPosition> next = Optional.of(EntryPosition.FIRST);
        while (next.isPresent()) {
            EntryPosition after = next.get();
            SealedBatch batch = database.call(entities -> sealing(entities).seal(after, SMALL_BATCH));
            sealed += batch.sealed();
            next = batch.next();
        }
        return sealed;
    }

    private ChainLink sealAllAndFind(Database database, long id) {
        sealAll(database);
        return links(database).stream()
                .filter(link -> link.content().id() == id)
                .findFirst()
                .orElseThrow();
    }

    private Sealing sealing(EntityManager entities) {
        return new Sealing(new ChainStore(entities), secrets, new FurthestHead());
    }

    private void assertWholeAndSealed(Database database) {
        List<ChainLink> links = links(database);
        ChainHead head = database.call(entities -> new ChainStore(entities).getHead());
        ChainCheck check =
                ChainCheck.ofWhole(List.of(new ExpectedHead(head, NOW, true)).iterator());
        links.forEach(check::take);

        assertThat(check.end()).isEmpty();
        assertThat(links).hasSize(Math.toIntExact(head.sequence()));
        assertThat(countUnsealed(database, Instant.parse("2100-01-01T00:00:00Z")))
                .isZero();
    }

    private static List<ChainLink> links(Database database) {
        return database.call(entities -> new ChainStore(entities)
                .listSealed(0, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .map(entry -> entry.link().orElseThrow())
                        .toList());
    }

    private static long countUnsealed(Database database, Instant limit) {
        return database.call(entities -> new ChainStore(entities).countUnsealed(limit));
    }

    private static long countOf(Database database, Reference reference) {
        return database.call(entities -> entities.createQuery(
                        "select count(e) from AuditEntry e where e.reference = :reference", Long.class)
                .setParameter("reference", reference.value())
                .getSingleResult());
    }

    private static void setReason(Database database, long id, String reason) {
        database.run(entities -> entities.createNativeQuery("update audit_entry set reason = ?1 where id = ?2")
                .setParameter(1, reason)
                .setParameter(2, id)
                .executeUpdate());
    }

    private static void declareRestored(Connection connection) {
        try {
            new RestoredBackup(connection, Clock.fixed(NOW, ZoneOffset.UTC)).declare();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean take(Database database, String holder, Instant now) {
        return database.call(entities -> new ChainStore(entities).takeLease(holder, now, LEASE));
    }
}
