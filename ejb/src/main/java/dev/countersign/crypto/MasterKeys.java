package dev.countersign.crypto;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Master keys, a line a key, {@code id:base64 of 32 octets}. The first wraps, all unwrap. */
final class MasterKeys {

    private static final int KEY_OCTETS = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private final String place;
    private final Map<String, SecretKey> byId;

    private MasterKeys(String place, Map<String, SecretKey> byId) {
        this.place = place;
        this.byId = byId;
    }

    /**
     * Reads the lines; empty ones are passed over.
     *
     * @param place what messages call the source
     * @throws KeysUnusableException if a line is malformed, an id stands twice or there is no key
     */
    static MasterKeys parse(List<String> lines, String place) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : lines.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            int colon = Math.max(0, line.indexOf(':'));
            String id = line.substring(0, colon);
            byte[] octets = decode(line.substring(Math.min(line.length(), colon + 1)));
            if (!ID.matcher(id).matches() || octets.length != KEY_OCTETS) {
                throw new KeysUnusableException(
                        place + ": each line must be id:base64 of 32 octets, the id of at most 40"
                                + " letters, digits, dots, hyphens and underscores");
            }
            if (keys.put(id, new SecretKeySpec(octets, "AES")) != null) {
                throw new KeysUnusableException(
                        place + " has master key " + id + " twice: remove the line that is wrong");
            }
        }
        if (keys.isEmpty()) {
            throw new KeysUnusableException(place + " holds no key: put the line of your safe copy there, or for a new"
                    + " database make one with 'countersign keys create DIRECTORY'");
        }
        return new MasterKeys(place, keys);
    }

    /** The key that wraps. */
    String firstId() {
        return byId.keySet().iterator().next();
    }

    /** All ids, the first first. */
    Set<String> ids() {
        return byId.keySet();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    SecretKey first() {
        return byId.values().iterator().next();
    }

    /** What to call the source in a message. */
    String place() {
        return place;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
