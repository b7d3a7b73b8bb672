package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.util.encoders.Base32;
import org.bouncycastle.util.encoders.DecoderException;

/** How a CSV file writes its secrets. */
enum SecretForm {
    HEX {
        @Override
        Octets parse(String text) {
            return Octets.ofHex(text);
        }
    },
    BASE64 {
        @Override
        Octets parse(String text) {
            return Base64Text.find(text).map(Octets::of).orElseThrow(IllegalArgumentException::new);
        }
    },
    BASE32 {
        @Override
        Octets parse(String text) {
            String upper = text.toUpperCase(Locale.ROOT).replaceAll("=+$", "");
            return Octets.of(Base32.decode(upper + "=".repeat((8 - upper.length() % 8) % 8)));
        }
    };

    static SecretForm of(KeyFileFormat format) {
        return switch (format) {
            case CSV_HEX -> HEX;
            case CSV_BASE64 -> BASE64;
            case CSV_BASE32 -> BASE32;
            case PSKC -> throw new IllegalArgumentException("PSKC says itself how its secrets are written");
        };
    }

    /** Throws {@link IllegalArgumentException} or {@link DecoderException}. */
    abstract Octets parse(String text);

    /** Empty if the text is not of this form. */
    Optional<Octets> decode(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException | DecoderException e) {
            return Optional.empty();
        }
    }
}
