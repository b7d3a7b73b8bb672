package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.Beans;
import dev.countersign.crypto.KeyInventory.DataKeyView;
import dev.countersign.crypto.KeyInventory.MasterKeyView;
import dev.countersign.crypto.KeyOutcome.Done;
import dev.countersign.crypto.KeyOutcome.Reason;
import dev.countersign.crypto.KeyOutcome.Refused;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators may do with keys, and what they are kept from. */
class KeyRotationTest {

    private static final String FIRST = "m-1:" + "A".repeat(43) + "=";
    private static final String NEXT = "m-2:" + "B".repeat(42) + "A=";
    private static final String CHANGED = "m-1:" + "C".repeat(42) + "A=";
    private static final Purpose CIPHER = Purpose.SMS_TEXT;
    private static final int PURPOSES = Purpose.values().length;
    private static final Duration REST = Duration.ofMinutes(10);

    private final Beans beans = new Beans();
    private final MasterKeys masters = MasterKeys.parse(List.of(NEXT, FIRST), "the test");
    private final Kept texts = new Kept(CIPHER);
    private final Kept others = new Kept(Purpose.TOKEN_SIGNING);

    /** Records that only say how many they are. */
    private static final class Kept implements SealedRecords {

        private final Purpose purpose;
        private final List<String> under = new ArrayList<>();
        private long unreadable;
        private int looks;
        private boolean busy;
        private boolean slow;

        Kept(Purpose purpose) {
            this.purpose = purpose;
        }

        void add(String keyId, int records) {
            for (int i = 0; i < records; i++) {
                under.add(keyId);
            }
        }

        @Override
        public Purpose purpose() {
            return purpose;
        }

        @Override
        public long countUnder(String keyId) {
            if (slow) {
                throw new IllegalStateException("not in time");
            }
            return count(keyId);
        }

        private long count(String keyId) {
            return under.stream().filter(keyId::equals).count();
        }

        @Override
        public long countUnreadable(String keyId) {
            return under.contains(keyId) ? unreadable : 0;
        }

        @Override
        public int reseal(String keyId, int most) {
            looks++;
            int moved = busy ? 0 : (int) Math.min(most, count(keyId) - unreadable);
            for (int i = 0; i < moved; i++) {
                under.remove(keyId);
            }
            return moved;
        }
    }

    @BeforeEach
    void makeKeys() {
        MasterKeys first = MasterKeys.parse(List.of(FIRST), "the test");
        SecureRandom random = new SecureRandom();
        beans.query(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            for (Purpose purpose : Purpose.values()) {
                store.add(DataKey.first(purpose, first, random, beans.clock().instant()));
            }
            return true;
        });
        beans.give(DataKeys.class, new StoredKeys(beans, masters)).keeps(List.of(texts, others));
        masterFile(FIRST);
    }

    @AfterEach
    void removeKeys() {
        beans.query(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.lockKeys().forEach(store::remove);
            return true;
        });
    }

    @Test
    void theInventoryShowsKeysAndWhatIsUnderThem() {
        texts.add("sms_text-1", 3);
        masterFile(NEXT, FIRST);

        KeyInventory inventory = inventory();

        assertThat(inventory.masterKeys())
                .containsExactly(
                        new MasterKeyView("m-2", true, true, 0), new MasterKeyView("m-1", true, false, PURPOSES));
        assertThat(inventory.dataKeys()).hasSize(PURPOSES);
        DataKeyView text = view("sms_text-1");
        assertThat(text)
                .isEqualTo(new DataKeyView(
                        "sms_text-1",
                        CIPHER,
                        "m-1",
                        beans.clock().instant(),
                        Optional.empty(),
                        Optional.empty(),
                        3,
                        0));
        assertThat(view("token_signing-1").records()).isZero();
    }

    @Test
    void theInventoryShowsAMasterKeyThatIsMissing() {
        masterFile(NEXT);
        assertThat(inventory().masterKeys())
                .containsExactly(
                        new MasterKeyView("m-2", true, true, 0), new MasterKeyView("m-1", false, false, PURPOSES));

        masterFile("broken");
        assertThat(inventory().masterKeys()).containsExactly(new MasterKeyView("m-1", false, false, PURPOSES));
    }

    @Test
    void aMasterRotationPutsEveryDataKeyUnderTheFirstMasterKey() {
        StoredKeys before = new StoredKeys(beans, masters);
        masterFile(NEXT, FIRST);

        assertThat(rotateMaster()).isEqualTo(new Done(PURPOSES));

        assertThat(keys()).extracting(DataKey::masterKeyId).containsOnly("m-2");
        MasterKeys next = MasterKeys.parse(List.of(NEXT), "the test");
        for (DataKey key : keys()) {
            assertThat(key.unwrap(next).getEncoded())
                    .as("the same octets as before")
                    .isEqualTo(before.find(key.keyId()).orElseThrow().getEncoded());
        }
        assertThat(beans.fired(KeyChange.class))
                .hasSize(PURPOSES)
                .allMatch(change -> change.kind() == KeyChange.Kind.REWRAPPED
                        && change.operator().equals("op"));
        assertThat(rotateMaster()).as("again").isEqualTo(new Done(0));
    }

    @Test
    void aMasterRotationWorksThoughTheOldMasterKeyIsLost() {
        masterFile(NEXT);

        assertThat(rotateMaster()).isEqualTo(new Done(PURPOSES));

        assertThat(keys()).extracting(DataKey::masterKeyId).containsOnly("m-2");
    }

    @Test
    void aMasterRotationChangesNothingWhereAKeyIsNotOpen() {
        beans.give(DataKeys.class, new KeysInMemory());
        masterFile(NEXT);

        assertThat(reason(rotateMaster())).isEqualTo(Reason.MASTER_KEYS_UNUSABLE);
        assertThat(keys()).extracting(DataKey::masterKeyId).containsOnly("m-1");
    }

    @Test
    void aMasterRotationChangesNothingWhereTheFileIsNotWhatItWas() {
        masterFile(NEXT, CHANGED);

        assertThat(reason(rotateMaster())).isEqualTo(Reason.MASTER_KEYS_UNUSABLE);
        assertThat(reason(rotate(CIPHER))).isEqualTo(Reason.MASTER_KEYS_UNUSABLE);

        assertThat(keys()).hasSize(PURPOSES).extracting(DataKey::masterKeyId).containsOnly("m-1");
        assertThat(beans.fired(KeyChange.class)).isEmpty();
    }

    @Test
    void aServerThatDoesNotKnowAllKeysRotatesNoMaster() {
        masterFile(NEXT, FIRST);
        FutureKey.add(beans);

        assertThat(reason(rotateMaster())).isEqualTo(Reason.NEWER_KEYS);
        assertThat(reason(remove(FutureKey.ID))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(rotate(CIPHER)).isEqualTo(new Done(1));
        assertThat(view("sms_text-1").masterKeyId()).isEqualTo("m-1");

        assertThat(FutureKey.remove(beans)).isEqualTo(1);
        assertThat(rotateMaster()).isEqualTo(new Done(PURPOSES));
    }

    @Test
    void aDataRotationMakesANewCurrentKeyOfThatPurpose() {
        beans.clock().pass(Duration.ofMinutes(1));

        assertThat(rotate(CIPHER)).isEqualTo(new Done(1));

        Instant now = beans.clock().instant();
        assertThat(keys()).hasSize(PURPOSES + 1);
        assertThat(keys().stream().filter(key -> key.purpose() == CIPHER))
                .extracting(DataKey::keyId, DataKey::supersededAt, DataKey::createdAt)
                .containsExactly(
                        tuple("sms_text-1", Optional.of(now), now.minusSeconds(60)),
                        tuple("sms_text-2", Optional.empty(), now));
        assertThat(beans.fired(KeyChange.class))
                .containsExactly(new KeyChange("op", "sms_text-2", KeyChange.Kind.MADE));
        assertThat(rotate(CIPHER)).isEqualTo(new Done(1));
        assertThat(keys()).extracting(DataKey::keyId).contains("sms_text-3");
    }

    @Test
    void aPurposeWithoutACurrentKeyIsBeingRotatedBySomebodyElse() {
        beans.query(entities -> {
            DataKeyStore store = new DataKeyStore(entities);
            store.remove(store.lockKey("sms_text-1").orElseThrow());
            return true;
        });

        assertThat(reason(rotate(CIPHER))).isEqualTo(Reason.BUSY);
    }

    @Test
    void aCurrentKeyIsNotRemoved() {
        assertThat(reason(remove("sms_text-1"))).isEqualTo(Reason.IN_USE);
        assertThat(reason(remove("sms_text-9"))).isEqualTo(Reason.UNKNOWN_KEY);

        assertThat(keys()).hasSize(PURPOSES);
    }

    @Test
    void aSupersededKeyRestsBeforeItIsRemoved() {
        rotate(CIPHER);
        beans.clock().pass(REST.minusSeconds(1));

        Refused refused = (Refused) remove("sms_text-1");

        assertThat(refused.reason()).isEqualTo(Reason.IN_USE);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        beans.clock().pass(Duration.ofSeconds(1));
        assertThat(remove("sms_text-1")).isEqualTo(new Done(1));
        assertThat(keys())
                .extracting(DataKey::keyId)
                .doesNotContain("sms_text-1")
                .contains("sms_text-2");
        assertThat(beans.fired(KeyChange.class)).endsWith(new KeyChange("op", "sms_text-1", KeyChange.Kind.REMOVED));
    }

    @Test
    void aKeyThatARecordNeedsIsNotRemoved() {
        texts.add("sms_text-1", 1);
        rotate(CIPHER);
        beans.clock().pass(REST);

        Refused refused = (Refused) remove("sms_text-1");

        assertThat(refused.reason()).isEqualTo(Reason.IN_USE);
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(keys()).hasSize(PURPOSES + 1);
        sweep();
        assertThat(remove("sms_text-1")).isEqualTo(new Done(1));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {".*_SECRET", "SMS_TEXT", ".*_SIGNING"})
    void theSweepBringsAllRecordsOfThePurposeToTheNewKeyAndNoOthers(Purpose purpose) {
        String id = purpose.name().toLowerCase(Locale.ROOT) + "-1";
        Kept first = new Kept(purpose);
        Kept second = new Kept(purpose);
        Kept other = new Kept(Purpose.CODE_HASH);
        first.add(id, 250);
        second.add(id, 1);
        other.add(id, 1);
        beans.keeps(List.of(other, first, second));
        rotate(purpose);

        sweep();

        assertThat(first.under).isEmpty();
        assertThat(second.under).isEmpty();
        assertThat(other.under).hasSize(1);
    }

    /** The purposes are swept in the order of their keys, and the features of a purpose in that of their beans. */
    @Test
    void theSweepGoesOnBehindRecordsThatFail() {
        SealedRecords failing = new SealedRecords() {
            @Override
            public Purpose purpose() {
                return CIPHER;
            }

            @Override
            public long countUnder(String keyId) {
                return 1;
            }

            @Override
            public int reseal(String keyId, int most) {
                throw new IllegalStateException("the table is locked");
            }
        };
        beans.keeps(List.of(failing, texts, others));
        texts.add("sms_text-1", 1);
        others.add("token_signing-1", 1);
        rotate(CIPHER);
        rotate(Purpose.TOKEN_SIGNING);

        sweep();

        assertThat(texts.under).as("the same purpose").isEmpty();
        assertThat(others.under).as("the next purpose").isEmpty();
    }

    @Test
    void whatDoesNotOpenIsShownAndKeepsItsKey() {
        texts.add("sms_text-1", 3);
        texts.unreadable = 1;
        rotate(CIPHER);
        beans.clock().pass(REST);

        sweep();

        assertThat(view("sms_text-1").records()).isEqualTo(1);
        assertThat(view("sms_text-1").unreadable()).isEqualTo(1);
        assertThat(view("sms_text-2").unreadable()).isZero();
        assertThat(((Refused) remove("sms_text-1")).detail())
                .isEqualTo("1 records are still under the key, of which 1 do not open");
    }

    /** Each look reads a table from end to end if nothing moves, and every node looks. */
    @Test
    void anEmptyKeyIsLookedForOnceAnHour() {
        rotate(CIPHER);
        beans.run(KeyUpkeep.class, node -> {
            beans.clock().pass(REST.minusSeconds(5));
            assertThat(looks(node)).as("while others may write under it").isEqualTo(1);
            texts.add("sms_text-1", 1);
            beans.clock().pass(Duration.ofSeconds(5));
            assertThat(looks(node)).as("the record and that no more are left").isEqualTo(2);
            assertThat(looks(node)).isEqualTo(1);

            assertThat(looks(node)).isZero();
            texts.add("sms_text-1", 1);
            beans.clock().pass(Duration.ofHours(1).minusSeconds(1));
            assertThat(looks(node)).isZero();
            beans.clock().pass(Duration.ofSeconds(1));
            assertThat(looks(node)).as("what was put back").isEqualTo(2);
            assertThat(texts.under).isEmpty();
        });
    }

    @Test
    void aKeyOfRecordsThatDoNotOpenIsLookedForEachMinute() {
        texts.add("sms_text-1", 1);
        texts.unreadable = 1;
        rotate(CIPHER);
        beans.clock().pass(REST);
        beans.run(KeyUpkeep.class, node -> {
            assertThat(looks(node)).isEqualTo(1);
            assertThat(looks(node)).isZero();
            texts.unreadable = 0;
            beans.clock().pass(Duration.ofMinutes(1));
            assertThat(looks(node)).isEqualTo(2);
            assertThat(texts.under).isEmpty();
        });
    }

    /** What took too long does so the next second as well. */
    @Test
    void aKeyWhoseRecordsAreNotCountedInTimeIsLookedForEachMinute() {
        texts.slow = true;
        rotate(CIPHER);
        beans.clock().pass(REST);
        beans.run(KeyUpkeep.class, node -> {
            assertThat(looks(node)).isEqualTo(1);
            assertThat(looks(node)).isZero();
            beans.clock().pass(Duration.ofMinutes(1));
            assertThat(looks(node)).isEqualTo(1);
        });
    }

    @Test
    void aKeyWhoseRecordsSomebodyIsChangingIsLookedForAtOnce() {
        texts.add("sms_text-1", 1);
        texts.busy = true;
        rotate(CIPHER);
        beans.clock().pass(REST);
        beans.run(KeyUpkeep.class, node -> {
            assertThat(looks(node)).isEqualTo(1);
            texts.busy = false;
            assertThat(looks(node)).isEqualTo(2);
        });
    }

    @Test
    void aClockThatWasSetBackMakesNoPauseLonger() {
        rotate(CIPHER);
        beans.run(KeyUpkeep.class, node -> {
            beans.clock().pass(Duration.ofDays(30));
            assertThat(looks(node)).isEqualTo(1);
            beans.clock().pass(Duration.ofDays(-29));
            assertThat(looks(node)).isEqualTo(1);
        });
    }

    @Test
    void theSweepLeavesWhatIsUnderACurrentKey() {
        texts.add("sms_text-1", 2);

        sweep();

        assertThat(texts.under).hasSize(2);
    }

    @Test
    void theSweepLeavesHashesToBeWaitedOut() {
        Kept hashes = new Kept(Purpose.CODE_HASH);
        hashes.add("code_hash-1", 2);
        beans.keeps(List.of(hashes));
        rotate(Purpose.CODE_HASH);

        sweep();

        assertThat(hashes.under).hasSize(2);
    }

    @Test
    void theSweepSealsWithTheKeyThatWasMadeOnAnotherNode() {
        rotate(CIPHER);

        sweep();

        String sealed = beans.call(Secrets.class, secrets -> secrets.seal(CIPHER, "record", "text"));
        assertThat(sealed).startsWith("sms_text-2.");
    }

    private void masterFile(String... lines) {
        beans.set("countersign.keys.master", String.join("\n", Arrays.asList(lines)));
    }

    private KeyInventory inventory() {
        return beans.call(KeyRotation.class, KeyRotation::inventory);
    }

    private DataKeyView view(String keyId) {
        return inventory().dataKeys().stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow();
    }

    private List<DataKey> keys() {
        return beans.query(entities -> new DataKeyStore(entities).listKeys());
    }

    private KeyOutcome rotateMaster() {
        return beans.call(KeyRotation.class, rotation -> rotation.rotateMaster("op"));
    }

    private KeyOutcome rotate(Purpose purpose) {
        return beans.call(KeyRotation.class, rotation -> rotation.rotateData(purpose, "op"));
    }

    private KeyOutcome remove(String keyId) {
        return beans.call(KeyRotation.class, rotation -> rotation.remove(keyId, "op"));
    }

    private void sweep() {
        beans.run(KeyUpkeep.class, KeyUpkeep::sweep);
    }

    /** How often the texts are looked at by one sweep. */
    private int looks(KeyUpkeep node) {
        int before = texts.looks;
        node.sweep();
        return texts.looks - before;
    }

    private static Reason reason(KeyOutcome outcome) {
        return ((Refused) outcome).reason();
    }
}
