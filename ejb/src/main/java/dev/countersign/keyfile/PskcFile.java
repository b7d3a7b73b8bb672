package dev.countersign.keyfile;

import dev.countersign.keyfile.KeyFileOutcome.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key container (RFC 6030 section 4). */
final class PskcFile {

    private PskcFile() {}

    static Read read(byte[] octets, TransportKey transport) {
        XmlElement container = XmlReader.read(octets);
        requireVersion(container);
        if (container.children().stream().anyMatch(child -> child.name().equals("Signature"))) {
            throw new RefusedFileException(
                    FileReason.SIGNATURE, "the file is signed; check the signature elsewhere and take it off");
        }
        List<XmlElement> packages = container.list(Namespaces.PSKC, "KeyPackage");
        KeyFiles.requireRows(packages.size());
        ProtectedValues values = ProtectedValues.of(container, transport);
        PinKeys pins = PinKeys.of(packages, values);
        KeyPackage reader = new KeyPackage(values, pins);
        List<KeyFileRow> rows = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            if (!pins.isReferred(packages.get(i))) {
                rows.add(row(i + 1, packages.get(i), reader));
            }
        }
        return new Read(values.protection(), rows);
    }

    private static void requireVersion(XmlElement container) {
        boolean known = container.is(Namespaces.PSKC, "KeyContainer")
                && container.attribute("Version").orElse("").matches("1\\.[0-9]{1,3}");
        if (!known) {
            throw new RefusedFileException(FileReason.VERSION, "the file is no PSKC container of version 1");
        }
    }

    private static KeyFileRow row(int position, XmlElement keyPackage, KeyPackage reader) {
        try {
            return KeyFileRow.of(position, reader.read(keyPackage));
        } catch (RefusedRowException e) {
            return KeyFileRow.refused(position, serial(keyPackage), e.reason());
        }
    }

    private static Optional<String> serial(XmlElement keyPackage) {
        return keyPackage
                .find(Namespaces.PSKC, "DeviceInfo")
                .flatMap(device -> device.childText(Namespaces.PSKC, "SerialNo"))
                .flatMap(DeviceName::findSerial);
    }
}
