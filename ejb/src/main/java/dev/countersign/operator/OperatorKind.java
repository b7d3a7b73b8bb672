package dev.countersign.operator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the token of an operator opens. */
public enum OperatorKind {
    /** All that operators may do: for persons, and programs that are trusted like one. */
    ALL,

    /** The question whether an access token is good, and nothing else: for a relying party's server. */
    INTROSPECT,

    /** The metrics, and nothing else. */
    METRICS;

    /** Whether a token of this kind opens what asks for the other kind. */
    public boolean opens(OperatorKind needed) {
        return this == ALL || this == needed;
    }

    /** A kind with limits by the word of the command for it; empty for any other word, that of {@link #ALL} too. */
    static Optional<OperatorKind> findLimited(String word) {
        return Stream.of(INTROSPECT, METRICS)
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
