package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.crypto.KeyChange;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
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

    /** What somebody can do who writes the database and has no key. */
    @Test
    void anEntryThatWasTakenOutIsFoundThoughTheOthersWereChainedAnewAndTheHeadsRemoved() {
        record(20);
        seal();
        sign();
        execute("delete from audit_entry where sequence_no = 7");
        chainAnew();
        execute("delete from audit_head");

        List<Finding> findings = verify(ALL).findings();

        assertThat(findings).extracting(Finding::kind).containsOnly(Finding.Kind.FORGED);
        assertThat(findings).extracting(Finding::sequence).first().isEqualTo(7L);
        assertThat(findings).hasSize(13);
    }

    @Test
    void theHashesOfPlacesCannotBeLeftOut() {
        record(20);
        seal();
        execute("delete from audit_entry where sequence_no = 7");
        chainAnew();
        execute("update audit_entry set place_mac = null");

        assertThat(verify(ALL).findings()).hasSize(19).extracting(Finding::kind).containsOnly(Finding.Kind.FORGED);
    }

    @Test
    void thePlaceOfAnotherEntryIsNoneOfThisOne() {
        record(2);
        seal();
        execute(
                "update audit_entry set place_mac = (select max(e.place_mac) from audit_entry e where e.sequence_no = 1)"
                        + " where sequence_no = 2");

        assertThat(verify(ALL).findings()).extracting(Finding::sequence).containsExactly(2L);
    }

    /** What an earlier version wrote and sealed has no hash of its place, and needs none; what it wrote and this one seals has one. */
    @Test
    void whatAnEarlierVersionSealedStaysRight() {
        record(3);
        asWrittenBefore();
        seal();
        execute("update audit_entry set place_mac = null where sequence_no < 3");
        record(2);
        seal();

        assertThat(verify(ALL).findings()).isEmpty();
        execute("update audit_entry set place_mac = null where sequence_no = 5");
        assertThat(verify(ALL).findings()).extracting(Finding::sequence).containsExactly(5L);
    }

    /** Else somebody takes an entry out and the places of all behind it away, and the sealer makes the chain right for him. */
    @Test
    void aChainThatWasSetBackIsSealedNoMore() {
        beans.give(FurthestHead.class, new FurthestHead());
        beans.clock().pass(Duration.ofHours(1));
        record(5);
        seal();
        assertThat(lease("a")).isTrue();
        execute("delete from audit_entry where sequence_no = 3");
        execute("update audit_chain set sequence_no = 2, chain_hash ="
                + " (select e.chain_hash from audit_entry e where e.sequence_no = 2)");
        execute("update audit_entry set sequence_no = null, epoch = null, previous_hash = null, chain_hash = null,"
                + " place_mac = null where sequence_no > 2");

        assertThat(seal()).isEqualTo(SealedBatch.NOTHING);
        assertThat(lease("a")).isFalse();
        beans.clock().pass(AuditSettings.SEALING_LIMIT.plusMillis(1));
        assertThat(overdue()).isEqualTo(2);
        beans.give(FurthestHead.class, new FurthestHead());
        assertThat(seal().sealed()).as("by a server that was started since").isEqualTo(2);
    }

    @Test
    void aKeyThatSomebodyElsePutThereIsNotPublishedAndFound() {
        record(1);
        seal();
        sign();
        String published = jwks();
        ECKey foreign = Chains.key("audit-es256-2");
        beans.query(entities -> {
            entities.persist(new HeadKey(
                    "audit-es256-2",
                    foreign.toPublicJWK().toJSONString(),
                    entities.find(HeadKey.class, "audit-es256-1").privateSealed(),
                    begin.plusSeconds(60)));
            return true;
        });
        ChainHead head = beans.query(entities -> new ChainStore(entities).getHead());
        SignedHead signed = HeadSignature.sign(head, begin, foreign);
        beans.run(ChainDesk.class, desk -> desk.keep(signed));

        assertThat(jwks()).isEqualTo(published);
        assertThat(export(ALL)).noneMatch(line -> line.contains("\"kid\":\"audit-es256-2\""));
        String signer = beans.call(HeadKeys.class, keys -> keys.signer().getKeyID());
        assertThat(signer).isEqualTo("audit-es256-1");
        assertThat(verify(ALL).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.BAD_SIGNATURE, Finding.Kind.FORGED);
        execute("update audit_signing_key set public_jwk = '{}' where key_id = 'audit-es256-1'");
        assertThat(jwks()).isEqualTo(published);
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
        assertThat(headToSign()).as("nothing was sealed since").isEmpty();
        record(1);
        seal();
        assertThat(headToSign().orElseThrow().sequence()).isEqualTo(2);

        sign();
        record(1);
        seal();
        assertThat(headToSign()).isEmpty();
        beans.clock().pass(Duration.ofMinutes(-1));

        assertThat(headToSign()).as("the clock was set back").isPresent();
    }

    @Test
    void theFirstHeadIsSignedThoughNothingWasSealed() {
        assertThat(headToSign()).contains(ChainHead.START);
    }

    /** In the order of places a head in a wrong one would be held against nothing. */
    @Test
    void aHeadWhoseRowNamesAnotherPlaceIsFound() {
        record(2);
        seal();
        sign();
        record(1);
        seal();
        sign();
        execute("update audit_head set sequence_no = 1 where sequence_no = 3");
        execute("delete from audit_entry where sequence_no = 3");

        assertThat(verify(ALL).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.BAD_SIGNATURE);
    }

    /** More than one page of heads, of entries and of both at one place. */
    @Test
    void headsAreReadBesideTheEntriesInPages() {
        record(510);
        seal();
        seal();
        List<ChainLink> links = links();
        ECKey signer = beans.call(HeadKeys.class, HeadKeys::signer);
        beans.run(ChainDesk.class, desk -> {
            links.forEach(link -> desk.keep(HeadSignature.sign(link.head(), begin, signer)));
            desk.keep(HeadSignature.sign(links.get(499).head(), begin, signer));
        });

        Verdict whole = verify(ALL);
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.heads()).isEqualTo(511);
        assertThat(whole.entries()).isEqualTo(510);
        execute("delete from audit_entry where sequence_no > 505");
        assertThat(verify(ALL).findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(tuple(Finding.Kind.TRUNCATED, 506L));
        assertThat(verify(ALL).heads()).as("all are looked at").isEqualTo(511);
    }

    /** An entry that commits late is sealed late: the order of places is a little other than that of time. */
    @Test
    void aPartHasEveryEntryOfItsTimeThoughTheOrderOfPlacesIsAnother() {
        recordAt(10, 40, 30, 20, 50, 35);
        Instant middle = begin.plusSeconds(35);

        // places 1 to 6; decided at 35 s or later: 2, 5, 6; before: 1, 3, 4
        assertThat(scope(Optional.of(middle), Optional.empty()).firstSequence()).isEqualTo(2);
        assertThat(scope(Optional.empty(), Optional.of(middle)).lastSequence()).isEqualTo(4);
        assertThat(scope(Optional.of(begin.plusSeconds(36)), Optional.of(begin.plusSeconds(41)))
                        .firstSequence())
                .isEqualTo(2);
        assertThat(scope(Optional.of(begin.plusSeconds(51)), Optional.empty()).firstSequence())
                .isEqualTo(7);
        assertThat(scope(Optional.empty(), Optional.of(begin.plusSeconds(10))).lastSequence())
                .isZero();
        assertThat(scope(Optional.empty(), Optional.empty()).lastSequence()).isEqualTo(6);
    }

    /** A node whose clock was ahead decided it; more entries than are looked at by time stand between. */
    @Test
    void aPlaceThatIsFarFromItsTimeIsFoundByThePlacesAroundIt() {
        int[] seconds = new int[1200];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i;
        }
        seconds[20] = 2000;
        recordAt(seconds);

        assertThat(scope(Optional.of(begin.plusSeconds(50)), Optional.empty()).firstSequence())
                .isEqualTo(21);
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

        assertThat(ExportFile.verify(file, taker -> {}, ExpectedSpan.WHOLE, Optional.empty()))
                .isEqualTo(new Verdict(1, 2, 1, 1, 0, List.of()));
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
    void theKeysOfHeadsArePublishedWhileTheTableCannotBeRead() {
        HeadKeys keys = beans.call(HeadKeys.class, made -> made);
        String published = keys.jwks();

        // The transaction of that call is over, and with it what the bean reads the table by.
        beans.clock().pass(Duration.ofSeconds(1));

        assertThatThrownBy(keys::listForeign).isInstanceOf(IllegalStateException.class);
        assertThat(keys.jwks()).isEqualTo(published);
    }

    @Test
    void aRecordedFactTellsThoseWhoAnnounceIt() {
        record(1);

        assertThat(beans.fired(AuditRecorded.class)).hasSize(1);
        assertThat(beans.fired(AuditRecorded.class).get(0).fact().type()).isEqualTo("LOGIN_TOKEN");
    }

    /** Gives all entries places without a gap and right hashes, as a program without any key can. */
    private void chainAnew() {
        beans.query(entities -> {
            ChainHead head = ChainHead.START;
            for (AuditEntry entry : new ChainStore(entities).listSealed(0, Long.MAX_VALUE, 1000)) {
                ChainLink link = head.next(entry.content(), entry.mac());
                entities.createNativeQuery(
                                "update audit_entry set sequence_no = ?1, previous_hash = ?2, chain_hash = ?3"
                                        + " where id = ?4")
                        .setParameter(1, link.sequence())
                        .setParameter(2, link.previousHash())
                        .setParameter(3, link.chainHash())
                        .setParameter(4, entry.content().id())
                        .executeUpdate();
                head = link.head();
            }
            return entities.createNativeQuery("update audit_chain set sequence_no = ?1, chain_hash = ?2")
                    .setParameter(1, head.sequence())
                    .setParameter(2, head.chainHash())
                    .executeUpdate();
        });
    }

    /** Gives entries that wait the keyed hash that earlier versions made. */
    private void asWrittenBefore() {
        Secrets secrets = new Secrets(new KeysInMemory());
        beans.query(entities -> {
            for (AuditEntry entry : new ChainStore(entities).listUnsealed(EntryPosition.FIRST, 1000)) {
                entities.createNativeQuery("update audit_entry set content_mac = ?1 where id = ?2")
                        .setParameter(
                                1,
                                secrets.hash(
                                        Purpose.AUDIT,
                                        "audit-entry",
                                        entry.content().digest()))
                        .setParameter(2, entry.content().id())
                        .executeUpdate();
            }
            return true;
        });
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            beans.run(
                    AuditLog.class, log -> log.record(AuditFact.byUser(7, "LOGIN_TOKEN", "OK", Reference.next(), "")));
        }
    }

    /** Sealed in this order, and decided so many seconds after the begin. */
    private void recordAt(int... seconds) {
        for (int second : seconds) {
            Instant at = begin.plusSeconds(second);
            beans.query(entities -> {
                AuditEntry entry = new AuditEntry(AuditFact.byUser(7, "LOGIN_TOKEN", "OK", Reference.next(), ""), at);
                entities.persist(entry);
                entities.flush();
                ChainStore store = new ChainStore(entities);
                entry.seal(store.lockChain().head().next(entry.content(), "mac"), "mac");
                entities.flush();
                return entities.createNativeQuery("update audit_chain set sequence_no = sequence_no + 1")
                        .executeUpdate();
            });
        }
    }

    private ExportScope scope(Optional<Instant> from, Optional<Instant> to) {
        return beans.call(ExportPages.class, pages -> pages.open(new ExportRange(from, to)));
    }

    private List<ChainLink> links() {
        return beans.query(entities -> new ChainStore(entities)
                .listSealed(0, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .flatMap(entry -> entry.link().stream())
                        .toList());
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

    private String jwks() {
        return beans.call(HeadKeys.class, HeadKeys::jwks);
    }

    private void execute(String sql) {
        beans.query(entities -> entities.createNativeQuery(sql).executeUpdate());
    }
}
