package dev.countersign.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which key signs and which ones are published. A key signs from its time on until the next one's time comes; it is
 * published from its making until the last token that it can have signed is over.
 */
final class KeySchedule {

    private final List<SigningKey> keys;
    private final Duration afterlife;

    /** @param afterlife how long a key is needed after it stopped signing: the life of a token and the leeway of clocks */
    KeySchedule(List<SigningKey> keys, Duration afterlife) {
        this.keys = keys.stream()
                .sorted(Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::keyId))
                .toList();
        this.afterlife = afterlife;
    }

    /** The newest key whose time has come; with none, the first whose time comes. */
    Optional<SigningKey> signer(Instant now) {
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .reduce((older, newer) -> newer)
                .or(() -> keys.stream().findFirst());
    }

    /** The keys that no verifier needs any more: all that signed before those that are published. */
    List<SigningKey> retired(Instant now) {
        List<SigningKey> published = published(now);
        return keys.stream().filter(key -> !published.contains(key)).toList();
    }

    /** The keys that verifiers need now, in the order in which they sign. */
    List<SigningKey> published(Instant now) {
        List<SigningKey> published = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            boolean last = i == keys.size() - 1;
            if (last || now.isBefore(keys.get(i + 1).signsFrom().plus(afterlife))) {
                published.add(keys.get(i));
            }
        }
        return published;
    }
}
