package dev.countersign.smpp;

import java.nio.charset.StandardCharsets;

/** In which alphabet a message center takes texts (SMPP 3.4 section 5.2.19). What an alphabet does not have is sent as UCS-2. */
enum Alphabet {
    /** The GSM 7-bit default alphabet, data_coding 0. */
    GSM,
    /**
     * ISO 8859-1, data_coding 3, of texts that the GSM alphabet has as well: the message center packs them in its septets, and of
     * others nobody knows whether it does, or changes characters.
     */
    LATIN1,
    /** UCS-2 for all, data_coding 8. */
    UCS2;

    /** Whether the whole text can be sent in it. */
    boolean covers(String text) {
        return switch (this) {
            case GSM -> GsmAlphabet.covers(text);
            case LATIN1 ->
                GsmAlphabet.covers(text)
                        && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
            case UCS2 -> true;
        };
    }
}
