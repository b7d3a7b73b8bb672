package dev.countersign.audit;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;

/**
 * The keyed hash over the place that the sealer gave an entry. The chain hash has no key: who can write the table but has none could take
 * an entry out and chain all that follow anew.
 */
final class PlaceMac {

    /** What the keyed hash is bound to. */
    private static final String RECORD = "audit-place";

    /** First field of the octets; another form gets another name. */
    private static final String FORM = "countersign-audit-place-v1";

    private PlaceMac() {}

    static String of(ChainHead place, Secrets secrets) {
        return secrets.hash(Purpose.AUDIT, RECORD, digest(place));
    }

    /** Whether the sealer gave this place; also false when the key of the hash is gone. */
    static boolean isAuthentic(ChainHead place, String mac, Secrets secrets) {
        try {
            return secrets.matches(Purpose.AUDIT, RECORD, digest(place), mac);
        } catch (UnreadableSecretException e) {
            return false;
        }
    }

    private static String digest(ChainHead place) {
        return new CanonicalOctets()
                .add(FORM)
                .add(place.sequence())
                .add(place.epoch())
                .add(place.chainHash())
                .sha256();
    }
}
