package dev.countersign.crypto;

import dev.countersign.crypto.KeyChange.Kind;
import dev.countersign.crypto.KeyInventory.DataKeyView;
import dev.countersign.crypto.KeyInventory.MasterKeyView;
import dev.countersign.crypto.KeyOutcome.Done;
import dev.countersign.crypto.KeyOutcome.Reason;
import dev.countersign.crypto.KeyOutcome.Refused;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What operators do with keys while the server works, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class KeyRotation {

    private final SecureRandom random = new SecureRandom();

    @Inject
    private DataKeyStore store;

    @Inject
    private DataKeys opened;

    @Inject
    private KeySettings settings;

    @Inject
    private Instance<SealedRecords> records;

    @Inject
    private Event<KeyChange> changes;

    @Inject
    private Clock clock;

    /** All keys, and how many records are under each. */
    public KeyInventory inventory() {
        List<DataKey> keys = store.listKeys();
        return new KeyInventory(listMasters(keys), keys.stream().map(this::view).toList());
    }

    /**
     * Puts all data keys under the first master key of the file as it is now. No record is touched: their data keys stay
     * the same. A server that does not know all data keys puts none of them there: the old master key would look as if it could go.
     */
    public KeyOutcome rotateMaster(String operator) {
        try {
            List<DataKey> keys = store.lockKeys();
            long unknown = store.countUnknown();
            if (unknown > 0) {
                return KeyOutcome.refused(
                        Reason.NEWER_KEYS,
                        unknown
                                + " data keys are of a newer version: ask a server of that one, or when all are upgraded");
            }
            MasterKeys masters = readFor(keys);
            List<DataKey> old = keys.stream()
                    .filter(key -> !key.masterKeyId().equals(masters.firstId()))
                    .toList();
            for (DataKey key : old) {
                key.wrap(opened.find(key.keyId()).orElseThrow(), masters, random);
                changes.fire(new KeyChange(operator, key.keyId(), Kind.REWRAPPED));
            }
            return new Done(old.size());
        } catch (KeysUnusableException e) {
            return KeyOutcome.refused(Reason.MASTER_KEYS_UNUSABLE, e.sentence());
        }
    }

    /** Makes a new current key of the purpose; {@link KeyUpkeep} then brings the records under it. */
    public KeyOutcome rotateData(Purpose purpose, String operator) {
        try {
            Optional<DataKey> current = store.lockCurrent(purpose);
            if (current.isEmpty()) {
                return KeyOutcome.refused(Reason.BUSY, "another rotation of this purpose was a moment earlier");
            }
            DataKey made = current.get().succeed(readFor(store.listKeys()), random, clock.instant());
            store.add(made);
            changes.fire(new KeyChange(operator, made.keyId(), Kind.MADE));
            return new Done(1);
        } catch (KeysUnusableException e) {
            return KeyOutcome.refused(Reason.MASTER_KEYS_UNUSABLE, e.sentence());
        }
    }

    /** Removes a superseded key that nothing needs any more. */
    public KeyOutcome remove(String keyId, String operator) {
        Optional<DataKey> found = store.lockKey(keyId);
        if (found.isEmpty()) {
            return KeyOutcome.refused(Reason.UNKNOWN_KEY, "there is no data key of this id");
        }
        DataKey key = found.get();
        if (key.isCurrent()) {
            return KeyOutcome.refused(Reason.IN_USE, "the key is current: rotate its purpose first");
        }
        Instant now = clock.instant();
        Instant removableAt = key.removableAt().orElseThrow();
        if (now.isBefore(removableAt)) {
            return new Refused(
                    Reason.IN_USE,
                    "what was begun under the key may still go on until " + removableAt,
                    Optional.of(Duration.between(now, removableAt)));
        }
        long left = count(key, SealedRecords::countUnder);
        if (left > 0) {
            long unreadable = count(key, SealedRecords::countUnreadable);
            return KeyOutcome.refused(
                    Reason.IN_USE,
                    left + " records are still under the key"
                            + (unreadable > 0 ? ", of which " + unreadable + " do not open" : ""));
        }
        store.remove(key);
        changes.fire(new KeyChange(operator, keyId, Kind.REMOVED));
        return new Done(1);
    }

    /**
     * The master keys of now. Each data key whose master key is among them must open, or the file is not what it was; one
     * whose master key is missing there must be open on this node all the same.
     */
    private MasterKeys readFor(List<DataKey> keys) {
        MasterKeys masters = settings.masterKeys().read();
        keys.stream()
                .filter(key -> masters.find(key.masterKeyId()).isPresent()
                        || opened.find(key.keyId()).isEmpty())
                .forEach(key -> key.unwrap(masters));
        return masters;
    }

    private List<MasterKeyView> listMasters(List<DataKey> keys) {
        List<String> present = presentMasters();
        return Stream.concat(present.stream(), keys.stream().map(DataKey::masterKeyId))
                .distinct()
                .map(id -> new MasterKeyView(
                        id,
                        present.contains(id),
                        present.indexOf(id) == 0,
                        keys.stream()
                                .filter(key -> key.masterKeyId().equals(id))
                                .count()))
                .toList();
    }

    private List<String> presentMasters() {
        try {
            return List.copyOf(settings.masterKeys().read().ids());
        } catch (KeysUnusableException e) {
            return List.of();
        }
    }

    private DataKeyView view(DataKey key) {
        return new DataKeyView(
                key.keyId(),
                key.purpose(),
                key.masterKeyId(),
                key.createdAt(),
                key.supersededAt(),
                key.removableAt(),
                count(key, SealedRecords::countUnder),
                count(key, SealedRecords::countUnreadable));
    }

    private long count(DataKey key, ToLongBiFunction<SealedRecords, String> what) {
        return StreamSupport.stream(records.spliterator(), false)
                .filter(kept -> kept.purpose() == key.purpose())
                .mapToLong(kept -> what.applyAsLong(kept, key.keyId()))
                .sum();
    }
}
