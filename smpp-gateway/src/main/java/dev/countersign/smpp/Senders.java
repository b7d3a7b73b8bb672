package dev.countersign.smpp;

import java.util.Comparator;
import java.util.Map;

/**
 * What phones show as sender: many countries allow letters only when registered, or numbers of their own only.
 *
 * @param standard where nothing else is said
 * @param byPrefix by the beginning of the number in E.164 form with plus sign; the longest counts
 */
record Senders(SmppAddress standard, Map<String, SmppAddress> byPrefix) {

    Senders {
        byPrefix = Map.copyOf(byPrefix);
        if (byPrefix.keySet().stream().anyMatch(prefix -> !prefix.matches("\\+[1-9][0-9]{0,14}"))) {
            throw new IllegalArgumentException("a sender's prefix is the beginning of an E.164 number with plus sign");
        }
    }

    /** The sender for a number in E.164 form with plus sign. */
    SmppAddress forNumber(String e164) {
        return byPrefix.entrySet().stream()
                .filter(entry -> e164.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(standard);
    }
}
