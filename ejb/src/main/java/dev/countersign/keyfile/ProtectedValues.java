package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the values of one PSKC file (RFC 6030 section 6). A MAC is checked before its value is opened, over the cipher value
 * with its initialization vector. Wrong transport key, wrong padding and wrong MAC are one refusal.
 */
final class ProtectedValues {

    /** A shorter one could be made by cutting the cipher text of the MAC key, which no MAC covers. */
    private static final int SHORTEST_MAC_KEY = 16;

    private static final List<String> OF_A_CERTIFICATE = List.of("X509Data", "KeyValue", "RetrievalMethod");

    private final Protection protection;
    private final Optional<Octets> contentKey;
    private final Optional<RsaKey> rsaKey;
    private final Optional<ValueMac> mac;

    private ProtectedValues(XmlElement container, TransportKey transport) {
        protection = transport.kind();
        Optional<XmlElement> named = container.find(Namespaces.PSKC, "EncryptionKey");
        requireKind(named, transport);
        rsaKey = protection == Protection.PRIVATE_KEY ? Optional.of(RsaKey.of(transport.octets())) : Optional.empty();
        contentKey = contentKey(named, transport);
        mac = transport.isGiven() ? container.find(Namespaces.PSKC, "MACMethod").map(this::mac) : Optional.empty();
    }

    static ProtectedValues of(XmlElement container, TransportKey transport) {
        return new ProtectedValues(container, transport);
    }

    Protection protection() {
        return protection;
    }

    /** The text of a value that is not encrypted; of a secret only where no transport key was given. */
    Optional<String> plain(XmlElement data) {
        return data.childText(Namespaces.PSKC, "PlainValue");
    }

    /** What is encrypted, opened; empty where nothing is. */
    Optional<Octets> open(XmlElement data) {
        return data.find(Namespaces.PSKC, "EncryptedValue")
                .map(value -> open(CipherData.of(value), data.find(Namespaces.PSKC, "ValueMAC")));
    }

    private Octets open(CipherData value, Optional<XmlElement> valueMac) {
        if (protection == Protection.NONE) {
            throw new RefusedFileException(FileReason.TRANSPORT_KEY_MISSING, "the file is encrypted");
        }
        return contentKey
                .map(key -> open(ContentCipher.of(value.algorithm()), key, value, valueMac))
                .orElseGet(() -> openDirectly(value, valueMac));
    }

    private Octets open(ContentCipher cipher, Octets key, CipherData value, Optional<XmlElement> valueMac) {
        requireMac(value, valueMac, cipher.isAuthentic());
        byte[] octets = decrypt(cipher, key, value);
        if (octets == null) {
            throw RefusedFileException.notAuthentic();
        }
        return wiping(octets);
    }

    private Octets openDirectly(CipherData value, Optional<XmlElement> valueMac) {
        Octets opened = rsaKey.orElseThrow().open(value);
        requireMac(value, valueMac, true);
        return opened;
    }

    private void requireMac(CipherData value, Optional<XmlElement> valueMac, boolean authentic) {
        if (valueMac.isEmpty() && authentic) {
            return;
        }
        ValueMac method = mac.filter(any -> valueMac.isPresent())
                .orElseThrow(() -> new RefusedFileException(
                        FileReason.MAC_MISSING, "a secret in CBC, or with a MAC, needs both MACMethod and ValueMAC"));
        byte[] stated = valueMac.flatMap(element -> Base64Text.find(element.text()))
                .orElseThrow(RefusedFileException::notAuthentic);
        if (!method.matches(value.octets(), stated)) {
            throw RefusedFileException.notAuthentic();
        }
    }

    private static void requireKind(Optional<XmlElement> named, TransportKey transport) {
        if (named.isPresent() && !transport.isGiven()) {
            throw new RefusedFileException(FileReason.TRANSPORT_KEY_MISSING, "the file is encrypted");
        }
        if (transport.isGiven() && !kindsOf(named).contains(transport.kind())) {
            throw new RefusedFileException(FileReason.TRANSPORT_KEY_KIND, "the file is protected by " + kindsOf(named));
        }
    }

    /** Where a file says nothing of its key, both sides know which it is. */
    private static List<Protection> kindsOf(Optional<XmlElement> named) {
        if (named.isEmpty()) {
            return List.of(Protection.PRE_SHARED_KEY);
        }
        XmlElement key = named.get();
        if (key.find(Namespaces.XENC11, "DerivedKey").isPresent()) {
            return List.of(Protection.PASSWORD);
        }
        if (key.find(Namespaces.XENC, "EncryptedKey").isPresent()) {
            return List.of(Protection.PRIVATE_KEY, Protection.PRE_SHARED_KEY);
        }
        return OF_A_CERTIFICATE.stream()
                        .anyMatch(name -> !key.list(Namespaces.DSIG, name).isEmpty())
                ? List.of(Protection.PRIVATE_KEY)
                : List.of(Protection.PRE_SHARED_KEY);
    }

    /** Empty where each value is encrypted to the RSA key itself (RFC 6030 section 6.3). */
    private Optional<Octets> contentKey(Optional<XmlElement> named, TransportKey transport) {
        Optional<CipherData> wrapped =
                named.flatMap(key -> key.find(Namespaces.XENC, "EncryptedKey")).map(CipherData::of);
        return switch (protection) {
            case NONE -> Optional.empty();
            case PASSWORD ->
                named.flatMap(key -> key.find(Namespaces.XENC11, "DerivedKey"))
                        .map(derived -> PasswordKey.derive(derived, transport.octets()));
            case PRIVATE_KEY -> wrapped.map(data -> rsaKey.orElseThrow().open(data));
            case PRE_SHARED_KEY ->
                Optional.of(
                        wrapped.map(data -> unwrap(data, transport.octets())).orElse(transport.octets()));
        };
    }

    private static Octets unwrap(CipherData data, Octets key) {
        ContentCipher cipher = ContentCipher.of(data.algorithm());
        byte[] octets = cipher.isAuthentic() ? decrypt(cipher, key, data) : null;
        if (octets == null) {
            throw RefusedFileException.notAuthentic();
        }
        return wiping(octets);
    }

    private ValueMac mac(XmlElement method) {
        HmacMethod function = HmacMethod.find(method.attribute("Algorithm").orElse(""))
                .orElseThrow(() -> new RefusedFileException(FileReason.MAC_UNSUPPORTED, "the MAC is no HMAC"));
        CipherData key = method.find(Namespaces.PSKC, "MACKey")
                .map(CipherData::of)
                .orElseThrow(() -> new RefusedFileException(
                        FileReason.MAC_UNSUPPORTED, "the MAC method has no MAC key in the file"));
        return new ValueMac(
                function,
                contentKey
                        .map(content -> macKey(content, key))
                        .orElseGet(() -> requireLong(rsaKey.orElseThrow().open(key))));
    }

    private static Octets macKey(Octets contentKey, CipherData key) {
        byte[] octets = decrypt(ContentCipher.of(key.algorithm()), contentKey, key);
        // A wrong padding goes on with a key of chance: its MAC is wrong, as that of any wrong key is.
        return requireLong(octets == null ? Octets.random(SHORTEST_MAC_KEY, new SecureRandom()) : wiping(octets));
    }

    private static Octets requireLong(Octets macKey) {
        return macKey.length() < SHORTEST_MAC_KEY ? Octets.random(SHORTEST_MAC_KEY, new SecureRandom()) : macKey;
    }

    private static byte @Nullable [] decrypt(ContentCipher cipher, Octets key, CipherData data) {
        byte[] keyOctets = key.toArray();
        try {
            return cipher.open(keyOctets, data.octets().toArray());
        } catch (BadPaddingException e) {
            return null;
        } finally {
            Arrays.fill(keyOctets, (byte) 0);
        }
    }

    private static Octets wiping(byte[] octets) {
        Octets copy = Octets.of(octets);
        Arrays.fill(octets, (byte) 0);
        return copy;
    }

    /** A function and its key. */
    private record ValueMac(HmacMethod function, Octets key) {

        boolean matches(Octets cipherValue, byte[] stated) {
            return MessageDigest.isEqual(function.compute(key.toArray(), cipherValue.toArray()), stated);
        }
    }
}
