package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.time.Instant;
import java.util.Optional;

/**
 * The key of a device as it came in a file.
 *
 * @param model of the device, where the file names one; at most 64 characters
 * @param secret 16 to 128 octets
 * @param start where the device begins to count
 * @param pin the PIN that came in a key package of its own, in ASCII; a secret
 */
public record ImportedKey(
        DeviceName device,
        Optional<String> model,
        KeySuite suite,
        Octets secret,
        Start start,
        Optional<Octets> pin,
        Validity validity) {

    private static final int FEWEST_OCTETS = 16;
    private static final int MOST_OCTETS = 128;

    public ImportedKey {
        requireLength(secret);
    }

    static void requireLength(Octets secret) {
        if (secret.length() < FEWEST_OCTETS || secret.length() > MOST_OCTETS) {
            throw new RefusedRowException(RowReason.SECRET_LENGTH);
        }
    }

    /**
     * Where a device begins.
     *
     * @param counter the next counter it uses, 0 or more
     * @param driftSteps time steps by which its clock is ahead; negative if it is behind
     */
    public record Start(long counter, int driftSteps) {

        private static final int MOST_STEPS = 1_000;

        static final Start ZERO = new Start(0, 0);

        public Start {
            if (counter < 0) {
                throw new RefusedRowException(RowReason.COUNTER);
            }
            if (Math.abs((long) driftSteps) > MOST_STEPS) {
                throw new RefusedRowException(RowReason.TIME);
            }
        }
    }

    /** When a key may be used; without an end where none is named. */
    public record Validity(Optional<Instant> from, Optional<Instant> until) {

        static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

        public Validity {
            if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
                throw new RefusedRowException(RowReason.DATE);
            }
        }
    }
}
