package dev.countersign.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code under an activation's QR code, for who cannot scan: twelve characters of Crockford's base 32, 60 bits of chance,
 * without a check symbol. A secret; {@link #locator} is what may be sent.
 *
 * @param characters twelve, in the canonical writing: upper case, no separators, none of I, L, O and U
 */
public record ActivationCode(String characters) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final String LOCATOR_INFO = "countersign/v1/activation-locator";
    private static final int LOCATOR_OCTETS = 16;

    public ActivationCode {
        if (!characters.matches("[" + ALPHABET + "]{" + LENGTH + "}")) {
            throw new IllegalArgumentException("an activation code has twelve characters of Crockford's base 32");
        }
    }

    public static ActivationCode random(SecureRandom random) {
        StringBuilder characters = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(characters::append);
        return new ActivationCode(characters.toString());
    }

    /**
     * As a person types it: case, blanks, dashes and fullwidth characters are forgiven, O is read as 0, I and L as 1. Empty if it is
     * none.
     */
    public static Optional<ActivationCode> parse(String typed) {
        String canonical = TypedText.canonical(typed);
        if (!canonical.matches("[0-9A-TV-Za-tv-z]{" + LENGTH + "}")) {
            return Optional.empty();
        }
        String upper = canonical.toUpperCase(Locale.ROOT);
        return Optional.of(
                new ActivationCode(upper.replace('O', '0').replace('I', '1').replace('L', '1')));
    }

    /** In three groups of four with hyphens between them. */
    public String grouped() {
        return characters.substring(0, GROUP)
                + '-'
                + characters.substring(GROUP, 2 * GROUP)
                + '-'
                + characters.substring(2 * GROUP);
    }

    /**
     * Names the activation to the server, in place of its id, and is stored there: 16 octets of HKDF-SHA256 over the code,
     * so it gives the code away only to who tries 2^60 of them.
     */
    public Octets locator() {
        Octets pseudorandomKey = Hkdf.extract(Octets.ofAscii(""), Octets.ofAscii(characters));
        return Hkdf.expand(pseudorandomKey, LOCATOR_INFO, LOCATOR_OCTETS);
    }

    @Override
    public String toString() {
        return "ActivationCode[************]";
    }
}
