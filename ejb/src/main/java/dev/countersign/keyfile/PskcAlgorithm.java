package dev.countersign.keyfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The algorithm of a key package. RFC 6030 section 10 defines {@code :hotp} and {@code :pin}; the others are spelled as
 * vendors do, after draft-hoyer-keyprov-pskc-algorithm-profiles with {@code #} and the suite in the URI, or by element.
 *
 * @param suite the suite that stands in the URI itself
 */
record PskcAlgorithm(Kind kind, Optional<String> suite) {

    private static final Pattern URI = Pattern.compile("urn:ietf:params:xml:ns:keyprov:pskc[:#](.{1,100})");

    /** What a key is for. */
    enum Kind {
        HOTP,
        TOTP,
        OCRA,
        PIN
    }

    static PskcAlgorithm of(XmlElement key) {
        Matcher uri = URI.matcher(key.attribute("Algorithm").orElse(""));
        if (!uri.matches()) {
            throw new RefusedRowException(RowReason.ALGORITHM);
        }
        String name = uri.group(1);
        return switch (name) {
            case "hotp" -> new PskcAlgorithm(Kind.HOTP, Optional.empty());
            case "totp" -> new PskcAlgorithm(Kind.TOTP, Optional.empty());
            case "ocra" -> new PskcAlgorithm(Kind.OCRA, Optional.empty());
            case "pin" -> new PskcAlgorithm(Kind.PIN, Optional.empty());
            default -> {
                if (!name.startsWith("OCRA-1:")) {
                    throw new RefusedRowException(RowReason.ALGORITHM);
                }
                yield new PskcAlgorithm(Kind.OCRA, Optional.of(name));
            }
        };
    }
}
