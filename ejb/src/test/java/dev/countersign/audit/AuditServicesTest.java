package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.crypto.KeyChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain as the server keeps, signs, exports and verifies it. The chain is one: so the database is this test's own. */
class AuditServicesTest {

    private static final Database DATABASE = Databases.empty("audit-services");
    private static final ExportRange ALL = new ExportRange(Optional.empty(), Optional.empty());

    private final Beans beans = new Beans(DATABASE);
    private final Instant begin = beans.clock().instant();

    @BeforeEach
    void empty() {
        beans.query(entities -> {
            for (String table : List.of("audit_entry", "audit_head", "audit_signing_key")) {
                entities.createNativeQuery("delete from " + table).executeUpdate();
            }
            return entities.createNativeQuery("update audit_chain set sequence_no = 0, chain_hash = '"
                            + ChainHead.START.chainHash() + "', epoch = 1")
                    .executeUpdate();
        });
    }

    @Test
    void whatWasRecordedSealedAndSignedIsWhole() {
        record(3);
        assertThat(seal().sealed()).isEqualTo(3);
        sign();
        record(1);

        Verdict verdict = verify(ALL);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.entries()).isEqualTo(3);
        assertThat(verdict.unsealed()).isEqualTo(1);
        assertThat(verdict.heads()).isEqualTo(1);
    }

    @Test
    void aChangedEntryIsFound() {
        record(3);
        seal();
        sign();
        execute("update audit_entry set reason = 'CHANGED' where sequence_no = 2");

        Verdict verdict = verify(ALL);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.CHANGED, Finding.Kind.FORGED);
        assertThat(verdict.findings().get(0).kind()).isEqualTo(Finding.Kind.CHANGED);
        assertThat(verdict.findings()).extracting(Finding::sequence).containsOnly(2L);
    }

    @Test
    void anAppendedEntryWithARightHashIsFoundByItsKeyedHash() {
        record(1);
        seal();
        beans.query(entities -> {
            ChainHead head = new ChainStore(entities).getHead();
            EntryContent content =
                    new EntryContent(99_999_999, begin, "user", "user:1", "LOGIN_TOKEN", "OK", "0000-0000", "");
            ChainLink link = head.next(content, "AUDIT-1.forged");
            return entities.createNativeQuery(
                            "insert into audit_entry (id, at, actor, subject, type, reason, reference,"
                                    + " correlation_id, content_mac, sequence_no, epoch, previous_hash, chain_hash) values (99999999,"
                                    + " timestamp with time zone '2026-01-01 00:00:00+00', 'user', 'user:1', 'LOGIN_TOKEN', 'OK',"
                                    + " '0000-0000', '', 'AUDIT-1.forged', 2, 1, ?1, ?2)")
                    .setParameter(1, link.previousHash())
                    .setParameter(2, link.chainHash())
                    .executeUpdate();
        });

        List<Finding> findings = verify(ALL).findings();

        assertThat(findings).extracting(Finding::kind).contains(Finding.Kind.FORGED);
        assertThat(findings.stream().filter(finding -> finding.kind() == Finding.Kind.FORGED))
                .extracting(Finding::sequence)
                .containsExactly(2L);
    }

    @Test
    void aCutTailIsFoundByTheSignedHead() {
        record(3);
        seal();
        sign();
        execute("delete from audit_entry where sequence_no = 3");

        assertThat(verify(ALL).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TRUNCATED);
    }

    @Test
    void aHeadThatOurKeysDidNotSignIsFound() {
        record(1);
        seal();
        sign();
        execute("update audit_head set jws = 'x.y.z'");

        Verdict verdict = verify(ALL);

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.BAD_SIGNATURE);
        assertThat(verdict.heads()).isZero();
    }

    @Test
    void anEntryWithoutAPlaceIsFoundAfterFiveSeconds() {
        record(1);
        beans.clock().pass(AuditSettings.SEALING_LIMIT);
        assertThat(verify(ALL).findings()).isEmpty();
        assertThat(overdue()).isZero();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(verify(ALL).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.UNSEALED);
        assertThat(overdue()).isEqualTo(1);
    }

    @Test
    void anEntryThatWasChangedBeforeItsPlaceGetsNone() {
        record(2);
        execute("update audit_entry set reason = 'CHANGED' where id = (select min(id) from audit_entry)");

        SealedBatch batch = seal();

        assertThat(batch.sealed()).isEqualTo(1);
        assertThat(batch.refused()).hasSize(1);
        assertThat(batch.next()).isEmpty();
    }

    @Test
    void theHeadIsSignedWhenItsIntervalIsOver() {
        record(1);
        seal();
        sign();
        assertThat(headToSign()).isEmpty();
        beans.clock().pass(headInterval().minusMillis(1));
        assertThat(headToSign()).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(headToSign().orElseThrow().sequence()).isEqualTo(1);

        sign();
        beans.clock().pass(Duration.ofMinutes(-1));

        assertThat(headToSign()).as("the clock was set back").isPresent();
    }

    @Test
    void theLeaseIsOneSealersForThreeSeconds() {
        assertThat(lease("a")).isTrue();
        assertThat(lease("b")).isFalse();
        beans.clock().pass(Duration.ofSeconds(3).minusMillis(1));
        assertThat(lease("b")).isFalse();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(lease("b")).isTrue();
        assertThat(lease("a")).isFalse();
    }

    @Test
    void anExportHoldsEverythingOnceAndIsVerifiedOutside(@TempDir Path folder) throws IOException {
        record(2);
        seal();
        sign();
        record(1);

        Path file = Files.write(folder.resolve("export"), export(ALL));

        assertThat(ExportFile.verify(file, List.of(), Optional.empty())).isEqualTo(new Verdict(2, 1, 1, List.of()));
        assertThat(Files.readAllLines(file)).hasSize(7);
    }

    @Test
    void aPartOfTheChainIsVerifiedForItself() {
        record(1);
        beans.clock().pass(Duration.ofHours(1));
        Instant middle = beans.clock().instant();
        record(1);
        beans.clock().pass(Duration.ofHours(1));
        Instant end = beans.clock().instant();
        record(1);
        seal();
        sign();

        assertThat(verify(new ExportRange(Optional.of(middle), Optional.of(end)))
                        .entries())
                .isEqualTo(1);
        assertThat(verify(new ExportRange(Optional.of(middle), Optional.empty()))
                        .entries())
                .isEqualTo(2);
        assertThat(verify(new ExportRange(Optional.empty(), Optional.of(middle)))
                        .entries())
                .isEqualTo(1);
        Verdict nothing = verify(new ExportRange(Optional.of(end.plusSeconds(1)), Optional.empty()));
        assertThat(nothing.entries()).isZero();
        assertThat(nothing.findings()).isEmpty();
    }

    @Test
    void whatOperatorsDidWithKeysIsAFact() {
        for (KeyChange.Kind kind : KeyChange.Kind.values()) {
            beans.run(KeyAudit.class, audit -> audit.record(new KeyChange("op", "sms_text-1", kind)));
        }

        assertThat(AuditTrail.about(beans, "key:sms_text-1"))
                .containsExactly("KEY_MADE OK", "KEY_REWRAPPED OK", "KEY_REMOVED OK");
    }

    @Test
    void theFirstNodeMakesTheKeyThatSignsHeadsAndTheNextOneOpensIt() {
        String made = beans.call(HeadKeys.class, keys -> keys.signer().getKeyID());
        String opened = beans.call(HeadKeys.class, keys -> keys.signer().getKeyID());

        assertThat(opened).isEqualTo(made);
        String published = beans.call(HeadKeys.class, HeadKeys::jwks);
        assertThat(published).startsWith("{\"keys\":[{").contains(made).doesNotContain("\"d\":");
    }

    @Test
    void aRecordedFactTellsThoseWhoAnnounceIt() {
        record(1);

        assertThat(beans.fired(AuditRecorded.class)).hasSize(1);
        assertThat(beans.fired(AuditRecorded.class).get(0).fact().type()).isEqualTo("LOGIN_TOKEN");
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            beans.run(
                    AuditLog.class, log -> log.record(AuditFact.byUser(7, "LOGIN_TOKEN", "OK", Reference.next(), "")));
        }
    }

    private SealedBatch seal() {
        return beans.call(ChainDesk.class, desk -> desk.seal(EntryPosition.FIRST));
    }

    private void sign() {
        ChainHead head = beans.query(entities -> new ChainStore(entities).getHead());
        SignedHead signed = beans.call(
                HeadKeys.class, keys -> HeadSignature.sign(head, beans.clock().instant(), keys.signer()));
        beans.run(ChainDesk.class, desk -> desk.keep(signed));
    }

    private Optional<ChainHead> headToSign() {
        return beans.call(ChainDesk.class, ChainDesk::findHeadToSign);
    }

    private Duration headInterval() {
        return beans.call(AuditSettings.class, AuditSettings::headInterval);
    }

    private boolean lease(String holder) {
        return beans.call(ChainDesk.class, desk -> desk.takeLease(holder));
    }

    private long overdue() {
        return beans.call(ChainDesk.class, ChainDesk::countOverdue);
    }

    private Verdict verify(ExportRange range) {
        return beans.call(AuditVerification.class, verification -> verification.verify(range));
    }

    private List<String> export(ExportRange range) {
        List<String> lines = new ArrayList<>();
        beans.run(AuditExport.class, export -> export.write(range, lines::add));
        return lines;
    }

    private void execute(String sql) {
        beans.query(entities -> entities.createNativeQuery(sql).executeUpdate());
    }
}
