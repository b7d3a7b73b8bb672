package dev.countersign.mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The value of a header field that is free text. Jakarta Mail makes encoded words of any length that RFC 2047 allows, and forgets
 * the name of the field before the first: section 2 allows lines of 76 characters.
 */
final class Unstructured {

    /** Octets in one encoded word, whole characters always: with its frame and a short name it fits a line. */
    private static final int MOST_OCTETS = 36;

    private Unstructured() {}

    static String of(String field, String text) {
        if (isAscii(text)) {
            return MimeUtility.fold(field.length() + 2, text);
        }
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            if (octets(chunk + next).length > MOST_OCTETS) {
                words.add(word(chunk));
                chunk.setLength(0);
            }
            chunk.append(next);
        }
        words.add(word(chunk));
        return String.join("\r\n ", words);
    }

    /** Whether it can stand as it is. */
    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    private static String word(StringBuilder chunk) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets(chunk.toString())) + "?=";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
