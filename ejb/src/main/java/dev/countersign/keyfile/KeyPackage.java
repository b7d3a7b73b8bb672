package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.ImportedKey.Start;
import java.util.List;
import java.util.Optional;

/** Reads key packages of one file (RFC 6030 section 4.3). */
final class KeyPackage {

    private static final int LONGEST_MODEL = 64;

    private final ProtectedValues values;
    private final PinKeys pins;

    KeyPackage(ProtectedValues values, PinKeys pins) {
        this.values = values;
        this.pins = pins;
    }

    /** Throws {@link RefusedRowException}, or {@link RefusedFileException} where the protection of the file is broken. */
    ImportedKey read(XmlElement keyPackage) {
        XmlElement key = requireKey(keyPackage);
        PskcAlgorithm algorithm = PskcAlgorithm.of(key);
        if (algorithm.kind() == PskcAlgorithm.Kind.PIN) {
            throw new RefusedRowException(RowReason.PIN_KEY);
        }
        Octets secret = Secret.read(key, values);
        ImportedKey.requireLength(secret);
        Numbers numbers = new Numbers(key.find(Namespaces.PSKC, "Data"), values);
        KeySuite suite = new SuiteReader(key, algorithm, numbers).read();
        KeyPolicy policy = KeyPolicy.of(key, suite.algorithm());
        Optional<XmlElement> device = keyPackage.find(Namespaces.PSKC, "DeviceInfo");
        return new ImportedKey(
                DeviceName.read(text(device, "Manufacturer"), text(device, "SerialNo")),
                text(device, "Model").filter(KeyPackage::isName),
                suite,
                secret,
                new Start(numbers.counter(), numbers.drift()),
                pins.find(policy.pinPolicy()),
                policy.validity(device));
    }

    private static XmlElement requireKey(XmlElement keyPackage) {
        List<XmlElement> keys = keyPackage.list(Namespaces.PSKC, "Key");
        if (keys.size() != 1) {
            throw new RefusedRowException(RowReason.KEY);
        }
        return keys.get(0);
    }

    private static Optional<String> text(Optional<XmlElement> device, String name) {
        return device.flatMap(info -> info.childText(Namespaces.PSKC, name));
    }

    static boolean isName(String text) {
        return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0," + (LONGEST_MODEL - 1) + "}");
    }
}
