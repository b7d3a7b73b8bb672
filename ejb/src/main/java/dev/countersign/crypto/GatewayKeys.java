package dev.countersign.crypto;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that core and gateways share, in the file {@code sms-gateway.jwks}: a JWK Set (RFC 7517 section 5) of symmetric keys of 256
 * bits, each with a kid of its own. The first locks orders, each opens them.
 */
public record GatewayKeys(List<OctetSequenceKey> keys) {

    /** Name of the file in the key directory. */
    static final String NAME = "sms-gateway.jwks";

    private static final int BITS = 256;
    private static final int KEY_ID_OCTETS = 4;

    public GatewayKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the file.
     *
     * @throws KeysUnusableException that says what to do, and quotes no key
     */
    public static GatewayKeys in(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return parse(new PrivateFile(file).read("countersign keys add-gateway"), file.toString());
        } catch (IOException e) {
            throw new KeysUnusableException(
                    "Cannot read " + file + " (" + e.getClass().getSimpleName()
                            + "); countersign.keys.directory names its folder, and 'countersign keys create' makes one where it is missing");
        }
    }

    /** What is wrong with the file, for an operator; empty if nothing is. */
    public static Optional<String> fault(Path directory) {
        try {
            in(directory);
            return Optional.empty();
        } catch (KeysUnusableException e) {
            return Optional.of(e.sentence());
        }
    }

    private static GatewayKeys parse(String json, String place) {
        List<OctetSequenceKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try {
            for (JWK key : JWKSet.parse(json).getKeys()) {
                boolean right = key instanceof OctetSequenceKey && key.getKeyID() != null && key.size() == BITS;
                if (!right || !ids.add(key.getKeyID())) {
                    throw new KeysUnusableException(
                            place + ": each key is symmetric (kty oct) and has 256 bits and a kid of its own");
                }
                keys.add(key.toOctetSequenceKey());
            }
        } catch (ParseException e) {
            // The cause is left out: a parser may quote what it read.
            throw new KeysUnusableException(
                    place + " is no JWK Set: put your safe copy there, or the file of a node that works");
        }
        if (keys.isEmpty()) {
            throw new KeysUnusableException(
                    place + " holds no key: put your safe copy there, or take the file away and make one with"
                            + " 'countersign keys create DIRECTORY'");
        }
        return new GatewayKeys(keys);
    }

    /** One key that nobody has seen. */
    static GatewayKeys fresh(SecureRandom random) {
        byte[] id = new byte[KEY_ID_OCTETS];
        random.nextBytes(id);
        try {
            return new GatewayKeys(List.of(new OctetSequenceKeyGenerator(BITS)
                    .keyID("sms-" + HexFormat.of().formatHex(id))
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(new Algorithm(EncryptionMethod.A256GCM.getName()))
                    .secureRandom(random)
                    .generate()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key for the SMS gateway", e);
        }
    }

    /** The key that locks. */
    public OctetSequenceKey first() {
        return keys.get(0);
    }

    /** With those keys behind its own. */
    GatewayKeys and(GatewayKeys others) {
        List<OctetSequenceKey> all = new ArrayList<>(keys);
        all.addAll(others.keys);
        return new GatewayKeys(all);
    }

    /** The last key, which was added last, and the others behind it. */
    GatewayKeys lastFirst() {
        List<OctetSequenceKey> others = keys.subList(0, keys.size() - 1);
        return new GatewayKeys(List.of(keys.get(keys.size() - 1))).and(new GatewayKeys(others));
    }

    /** The key that locks, without the others. */
    GatewayKeys firstAlone() {
        return new GatewayKeys(keys.subList(0, 1));
    }

    /** What stands in the file, keys and all. */
    String json() {
        return new JWKSet(new ArrayList<>(keys)).toString(false) + "\n";
    }

    /** Names, never keys. */
    @Override
    public String toString() {
        return "GatewayKeys" + keys.stream().map(OctetSequenceKey::getKeyID).toList();
    }
}
