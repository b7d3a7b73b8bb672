package dev.countersign.keyfile;

import dev.countersign.device.Octets;

/** The secret of a key of PSKC. */
final class Secret {

    private Secret() {}

    static Octets read(XmlElement key, ProtectedValues values) {
        XmlElement secret = key.find(Namespaces.PSKC, "Data")
                .flatMap(data -> data.find(Namespaces.PSKC, "Secret"))
                .orElseThrow(() -> new RefusedRowException(RowReason.SECRET_MISSING));
        return values.open(secret).orElseGet(() -> plain(secret, values));
    }

    /** Whoever encrypts does so with all secrets of a file; a plain one among them was put there by somebody else. */
    private static Octets plain(XmlElement secret, ProtectedValues values) {
        String text = values.plain(secret).orElseThrow(() -> new RefusedRowException(RowReason.SECRET_MISSING));
        if (values.protection() != Protection.NONE) {
            throw new RefusedFileException(
                    FileReason.PLAIN_SECRET, "a transport key was given, and a secret is not encrypted");
        }
        return Base64Text.find(text).map(Octets::of).orElseThrow(() -> new RefusedRowException(RowReason.SECRET));
    }
}
