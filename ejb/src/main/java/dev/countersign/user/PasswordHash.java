package dev.countersign.user;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id verifier in PHC string format, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, canonical: version 19,
 * no other variant, unpadded base64, no leading zeros. {@code toString} hides it.
 */
public final class PasswordHash {

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),"
            + "p=([1-9][0-9]?)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,171})");

    private final Argon2Parameters parameters;
    private final byte[] salt;
    private final byte[] tag;

    PasswordHash(Argon2Parameters parameters, byte[] salt, byte[] tag) {
        this.parameters = parameters;
        this.salt = salt.clone();
        this.tag = tag.clone();
    }

    /** Reads a PHC string; empty for anything that is not canonical Argon2id of version 19. */
    static Optional<PasswordHash> parse(String phc) {
        Matcher fields = FORM.matcher(phc);
        if (!fields.matches()) {
            return Optional.empty();
        }
        try {
            Argon2Parameters parameters = new Argon2Parameters(
                    Integer.parseInt(fields.group(1)),
                    Integer.parseInt(fields.group(2)),
                    Integer.parseInt(fields.group(3)));
            PasswordHash hash = new PasswordHash(parameters, decode(fields.group(4)), decode(fields.group(5)));
            return hash.phc().equals(phc) ? Optional.of(hash) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String phc() {
        return "$argon2id$v=19$m=" + parameters.memoryKib() + ",t=" + parameters.iterations() + ",p="
                + parameters.lanes() + "$" + encode(salt) + "$" + encode(tag);
    }

    Argon2Parameters parameters() {
        return parameters;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] tag() {
        return tag.clone();
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }

    private static byte[] decode(String unpadded) {
        return Base64.getDecoder().decode(unpadded);
    }

    private static String encode(byte[] octets) {
        return Base64.getEncoder().withoutPadding().encodeToString(octets);
    }
}
