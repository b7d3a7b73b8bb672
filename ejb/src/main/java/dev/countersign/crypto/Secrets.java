package dev.countersign.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Seals, opens and hashes the small secrets of the other features. Outputs are text and start with the key's id. */
@ApplicationScoped
public class Secrets {

    private static final System.Logger LOG = System.getLogger(Secrets.class.getName());
    private static final char SEPARATOR = '.';
    private static final int BEARER_OCTETS = 32;

    private final SecureRandom random = new SecureRandom();

    private final Map<Purpose, LongAdder> unreadable = new ConcurrentHashMap<>();

    private DataKeys keys;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Secrets() {}

    @Inject
    public Secrets(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * Encrypts with AES-256-GCM.
     *
     * @param record identity of the row that will hold the result; {@link #open} needs the same
     * @return key id, a dot, base64url
     */
    public String seal(Purpose purpose, String record, String plain) {
        DataKeys.NamedKey key = current(purpose);
        byte[] octets = plain.getBytes(StandardCharsets.UTF_8);
        return key.id() + SEPARATOR + AesGcm.encrypt(key.key(), octets, identity(purpose, record), random);
    }

    /** Opens what {@link #seal} made; throws {@link UnreadableSecretException} for another record, purpose or key. */
    public String open(Purpose purpose, String record, String sealed) {
        try {
            int dot = separatorOf(sealed);
            byte[] octets = AesGcm.decrypt(
                    known(sealed.substring(0, dot), keys::find), sealed.substring(dot + 1), identity(purpose, record));
            return new String(octets, StandardCharsets.UTF_8);
        } catch (UnreadableSecretException e) {
            unreadable.computeIfAbsent(purpose, any -> new LongAdder()).increment();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A stored secret does not open: purpose=" + purpose + " record=" + record + " key="
                            + keyNamed(sealed) + ". Somebody moved or changed it, or removed its key");
            throw e;
        }
    }

    /** HMAC-SHA256 over record and value: equal values of two records have different hashes. */
    public String hash(Purpose purpose, String record, String value) {
        DataKeys.NamedKey key = current(purpose);
        return key.id() + SEPARATOR + hmac(key.key(), identity(purpose, record), value);
    }

    /** Whether {@link #hash} made this hash of the value, in constant time. */
    public boolean matches(Purpose purpose, String record, String value, String hash) {
        return matches(purpose, record, value, hash, keys::find);
    }

    /** The same for a hash that we do not keep but somebody brings along, who may have made up the key that it names. */
    public boolean matchesBrought(Purpose purpose, String record, String value, String hash) {
        return matches(purpose, record, value, hash, keys::findBrought);
    }

    private static boolean matches(
            Purpose purpose, String record, String value, String hash, Function<String, Optional<SecretKey>> finding) {
        int dot = separatorOf(hash);
        SecretKey key = known(hash.substring(0, dot), finding);
        String expected = hmac(key, identity(purpose, record), value);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                hash.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
    }

    /** How many stored secrets of the purpose did not open on this node since its start; each is an alarm. */
    public long countUnreadable(Purpose purpose) {
        return unreadable.getOrDefault(purpose, new LongAdder()).sum();
    }

    /** A new bearer secret: 256 random bits as 43 base64url characters. */
    public String newBearer() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomOctets(BEARER_OCTETS));
    }

    /**
     * A bearer secret that is made of something random and can be made of it once more, with the present key: HMAC-SHA256 over record and
     * seed, of the form of {@link #newBearer}.
     *
     * @param seed at least 128 random bits, in whatever form
     */
    public String bearerOf(Purpose purpose, String record, String seed) {
        return hmac(current(purpose).key(), identity(purpose, record), seed);
    }

    /** So many random octets. */
    public byte[] randomOctets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    /** SHA-256 in hex of a bearer secret: 256 random bits need no key and no salt. */
    public static String digestOf(String bearer) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(bearer.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    private DataKeys.NamedKey current(Purpose purpose) {
        return keys.findCurrent(purpose).orElseThrow(() -> new IllegalStateException("no data key for " + purpose));
    }

    private static SecretKey known(String keyId, Function<String, Optional<SecretKey>> finding) {
        return finding.apply(keyId)
                .orElseThrow(() -> new UnreadableSecretException("data key " + keyId + " does not exist"));
    }

    private static String hmac(SecretKey key, String identity, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update(identity.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] octets = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
    }

    private static String identity(Purpose purpose, String record) {
        return purpose.name() + '|' + record;
    }

    /** For the log, which is told nothing of a text that names no key: it may be the secret itself. */
    private static String keyNamed(String sealed) {
        int dot = sealed.indexOf(SEPARATOR);
        return dot < 1 ? "none" : sealed.substring(0, dot);
    }

    private static int separatorOf(String text) {
        int dot = text.indexOf(SEPARATOR);
        if (dot < 1) {
            throw new UnreadableSecretException("a stored secret names no key");
        }
        return dot;
    }
}
