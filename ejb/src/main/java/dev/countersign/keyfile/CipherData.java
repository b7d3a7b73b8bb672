package dev.countersign.keyfile;

import dev.countersign.device.Octets;

/**
 * What stands in an EncryptedData or EncryptedKey (XML Encryption 1.1 section 3.1).
 *
 * @param method the whole of EncryptionMethod: some algorithms have parameters
 * @param octets of the cipher value
 */
record CipherData(XmlElement method, Octets octets) {

    /** Octets of a reference are not fetched. */
    static CipherData of(XmlElement encrypted) {
        XmlElement method = encrypted
                .find(Namespaces.XENC, "EncryptionMethod")
                .orElseThrow(() -> new RefusedFileException(
                        FileReason.ENCRYPTION_UNSUPPORTED, "a secret does not name its encryption algorithm"));
        Octets octets = encrypted
                .find(Namespaces.XENC, "CipherData")
                .flatMap(data -> data.find(Namespaces.XENC, "CipherValue"))
                .flatMap(value -> Base64Text.find(value.text()))
                .map(Octets::of)
                .orElseThrow(RefusedFileException::notAuthentic);
        return new CipherData(method, octets);
    }

    String algorithm() {
        return method.attribute("Algorithm").orElse("");
    }
}
