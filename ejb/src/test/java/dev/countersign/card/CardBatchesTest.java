package dev.countersign.card;

import static dev.countersign.card.KeyFileForTests.newSerial;
import static dev.countersign.card.KeyFileForTests.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.keyfile.FileReason;
import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.Protection;
import dev.countersign.keyfile.RowReason;
import dev.countersign.keyfile.TransportKey;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of cards and the two persons behind each, on each database the product runs on. */
@Timeout(60)
class CardBatchesTest {

    private static final String COLUMNS = "batch_id, manufacturer, serial, model, suite, key_sealed, pin_sealed,"
            + " next_counter, drift_steps, valid_from, valid_until, state, created_at, version";

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String serial = newSerial();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aBatchWaitsForAnotherOperator(Database database) {
        Beans beans = new Beans(database);
        BatchView batch = bringIn(beans, serial, newSerial());

        assertThat(batch.state()).isEqualTo(BatchState.IMPORTED);
        assertThat(batch.cards()).isEqualTo(2);
        assertThat(batch.protection()).isEqualTo(Protection.NONE);
        assertThat(isAssignable(beans)).isFalse();
        assertThat(refused(release(beans, batch.id(), "anna")).reason()).isEqualTo(BatchRefusal.OWN_BATCH);
        assertThat(isAssignable(beans)).isFalse();

        assertThat(release(beans, batch.id(), "bert")).isInstanceOf(BatchOutcome.Done.class);

        assertThat(isAssignable(beans)).isTrue();
        assertThat(view(beans).state()).isEqualTo(CardState.IN_STOCK);
        assertThat(refused(release(beans, batch.id(), "carl")).reason()).isEqualTo(BatchRefusal.DECIDED);
        assertThat(refused(reject(beans, batch.id(), "carl")).reason()).isEqualTo(BatchRefusal.DECIDED);
        assertThat(AuditTrail.about(beans, "card-batch:" + batch.id()))
                .containsExactly(
                        "CARD_BATCH_IMPORTED OK",
                        "CARD_BATCH_RELEASED OWN_BATCH",
                        "CARD_BATCH_RELEASED OK",
                        "CARD_BATCH_RELEASED DECIDED",
                        "CARD_BATCH_REJECTED DECIDED");
        assertThat(AuditTrail.at(
                        beans, refused(release(beans, batch.id(), "carl")).reference()))
                .containsExactly("CARD_BATCH_RELEASED DECIDED");
        assertThat(report(beans, batch.id()).batch().decidedBy()).contains("bert");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRejectedBatchKeepsItsReportAndNoKey(Database database) {
        Beans beans = new Beans(database);
        BatchView batch = bringIn(beans, serial);

        assertThat(reject(beans, batch.id(), "anna")).isInstanceOf(BatchOutcome.Done.class);

        assertThat(beans.<CardBatches, List<CardView>>call(CardBatches.class, desk -> desk.listCards(serial)))
                .isEmpty();
        assertThat(report(beans, batch.id()).rows())
                .containsExactly(new ReportRow(2, Optional.of(serial), Optional.empty()));
        assertThat(report(beans, batch.id()).batch().state()).isEqualTo(BatchState.REJECTED);
        assertThat(refused(release(beans, batch.id(), "bert")).reason()).isEqualTo(BatchRefusal.DECIDED);
        assertThat(bringIn(beans, serial).state()).isEqualTo(BatchState.IMPORTED);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void nothingOfAFileIsStoredIfOneRowIsBad(Database database) {
        Beans beans = new Beans(database);

        ImportOutcome outcome = run(beans, order(serial, "=1+1"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ImportOutcome.Refused.class,
                        refused -> assertThat(refused.rows())
                                .containsExactly(
                                        new ReportRow(2, Optional.of(serial), Optional.empty()),
                                        new ReportRow(3, Optional.empty(), Optional.of(RowReason.SERIAL))))
                .satisfies(refused -> assertThat(AuditTrail.at(beans, ((ImportOutcome.Refused) refused).reference()))
                        .containsExactly("CARD_FILE_READ ROWS_REFUSED"));
        assertThat(beans.<CardBatches, List<CardView>>call(CardBatches.class, desk -> desk.listCards(serial)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theGoodRowsAreStoredWhereThatIsWished(Database database) {
        Beans beans = new Beans(database);
        bringIn(beans, serial);
        String other = newSerial();

        ImportOutcome outcome = run(
                beans, order(ImportMode.PER_ROW, false, List.of(serial.toLowerCase(Locale.ROOT), other, other, "=1")));

        BatchReport report = ((ImportOutcome.Stored) outcome).report();
        assertThat(report.batch().cards()).isEqualTo(1);
        assertThat(report.batch().refused()).isEqualTo(3);
        assertThat(report.rows())
                .extracting(ReportRow::reason)
                .containsExactly(
                        Optional.of(RowReason.SERIAL_TAKEN),
                        Optional.empty(),
                        Optional.of(RowReason.SERIAL_TWICE),
                        Optional.of(RowReason.SERIAL));
        assertThat(report(beans, report.batch().id())).isEqualTo(report);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aFileWithoutAnyGoodRowMakesNoBatch(Database database) {
        ImportOutcome outcome = run(new Beans(database), order(ImportMode.PER_ROW, false, List.of("=1", "=2")));

        assertThat(outcome).isInstanceOf(ImportOutcome.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aDryRunStoresNothing(Database database) {
        Beans beans = new Beans(database);

        ImportOutcome outcome = run(beans, order(ImportMode.ALL_OR_NOTHING, true, List.of(serial)));

        assertThat(outcome)
                .isEqualTo(new ImportOutcome.Tried(
                        Protection.NONE, List.of(new ReportRow(2, Optional.of(serial), Optional.empty()))));
        assertThat(beans.<CardBatches, List<CardView>>call(CardBatches.class, desk -> desk.listCards(serial)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aFileThatCannotBeReadLeavesAnAuditEntryAlone(Database database) {
        Beans beans = new Beans(database);
        byte[] file = ("<!DOCTYPE a><a n='" + serial + "'/>").getBytes(StandardCharsets.UTF_8);

        ImportOutcome outcome =
                run(beans, ImportOrder.of(KeyFileFormat.PSKC, file, TransportKey.none(), ImportMode.PER_ROW, false));

        assertThat(outcome).isInstanceOfSatisfying(ImportOutcome.Refused.class, refused -> {
            assertThat(refused.reason()).contains(FileReason.DOCTYPE);
            assertThat(AuditTrail.at(beans, refused.reference())).containsExactly("CARD_FILE_READ DOCTYPE");
        });
        assertThat(AuditTrail.about(beans, "card-file:" + Secrets.digestOf("<!DOCTYPE a><a n='" + serial + "'/>")))
                .containsExactly("CARD_FILE_READ DOCTYPE");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keyAndPinAreSealedForTheirRow(Database database) {
        Beans beans = new Beans(database);
        bringIn(beans, serial);

        beans.run(CardStore.class, store -> {
            DisplayCard card = store.listBySerial(serial).get(0);
            Secrets secrets = beans.<Secrets, Secrets>call(Secrets.class, all -> all);
            assertThat(card.key(secrets).octets()).isEqualTo(Octets.ofHex("0f".repeat(32)));
            assertThat(card.pin(secrets)).contains(Octets.ofHex("34373131"));
            assertThat(card.view().hasPin()).isTrue();
        });
        String sealed = beans.query(entities -> (String) entities.createNativeQuery(
                        "select concat(key_sealed, pin_sealed) from display_card where serial = '" + serial + "'")
                .getSingleResult());
        assertThat(sealed).doesNotContain("0f0f0f0f", "4711", "34373131").startsWith("CARD_KEY");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theDatabaseKnowsBothRulesToo(Database database) {
        Beans beans = new Beans(database);
        BatchView batch = bringIn(beans, serial);

        assertThatThrownBy(() -> beans.query(entities -> entities.createNativeQuery(
                                "update card_batch set state = 'RELEASED', decided_by = imported_by where id = '"
                                        + batch.id() + "'")
                        .executeUpdate()))
                .isInstanceOf(PersistenceException.class);
        assertThatThrownBy(() -> beans.query(entities -> entities.createNativeQuery(
                                "insert into display_card (id, " + COLUMNS + ") select '" + UUID.randomUUID() + "', "
                                        + COLUMNS + " from display_card where serial = '" + serial + "'")
                        .executeUpdate()))
                .isInstanceOf(PersistenceException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void batchesAreListedTheNewestFirst(Database database) {
        Beans beans = new Beans(database);
        UUID first = bringIn(beans, serial).id();
        beans.clock().pass(Duration.ofSeconds(1));
        UUID second = bringIn(beans, newSerial()).id();

        List<UUID> listed = beans.call(
                CardBatches.class,
                desk -> desk.listBatches().stream().map(BatchView::id).toList());

        assertThat(listed).containsSubsequence(second, first);
        assertThat(refused(release(beans, UUID.randomUUID(), "bert")).reason()).isEqualTo(BatchRefusal.UNKNOWN);
        assertThat(refused(reject(beans, UUID.randomUUID(), "bert")).reason()).isEqualTo(BatchRefusal.UNKNOWN);
    }

    private static BatchView bringIn(Beans beans, String... serials) {
        return ((ImportOutcome.Stored) run(beans, order(serials))).report().batch();
    }

    private static ImportOutcome run(Beans beans, ImportOrder order) {
        return beans.call(CardImport.class, desk -> desk.bringIn(order, "anna"));
    }

    private static BatchOutcome release(Beans beans, UUID id, String operator) {
        return beans.call(CardBatches.class, desk -> desk.release(id, operator));
    }

    private static BatchOutcome reject(Beans beans, UUID id, String operator) {
        return beans.call(CardBatches.class, desk -> desk.reject(id, operator));
    }

    private static BatchOutcome.Refused refused(BatchOutcome outcome) {
        return (BatchOutcome.Refused) outcome;
    }

    private static BatchReport report(Beans beans, UUID id) {
        return beans.<CardBatches, Optional<BatchReport>>call(CardBatches.class, desk -> desk.findReport(id))
                .orElseThrow();
    }

    private CardView view(Beans beans) {
        return beans.<CardBatches, List<CardView>>call(
                        CardBatches.class, desk -> desk.listCards(serial.toLowerCase(Locale.ROOT)))
                .get(0);
    }

    private boolean isAssignable(Beans beans) {
        return beans.call(CardStore.class, store -> {
            DisplayCard card = store.listBySerial(serial).get(0);
            assertThat(card.isAssignable(Instant.parse("2030-01-01T00:00:00Z"))).isFalse();
            return card.isAssignable(NOW);
        });
    }
}
