package dev.countersign.card;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.TransportKey;

/**
 * A key file that an operator brings in.
 *
 * @param file a secret as long as it is not protected
 * @param transport what opens it; a secret
 * @param dryRun whether it is only tried: nothing is stored then
 */
public record ImportOrder(KeyFileFormat format, Octets file, TransportKey transport, ImportMode mode, boolean dryRun) {

    public static ImportOrder of(
            KeyFileFormat format, byte[] file, TransportKey transport, ImportMode mode, boolean dryRun) {
        return new ImportOrder(format, Octets.of(file), transport, mode, dryRun);
    }
}
