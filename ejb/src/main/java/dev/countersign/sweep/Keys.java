package dev.countersign.sweep;

import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of keys in a native query, as its first parameters. */
final class Keys {

    private Keys() {}

    /** What stands between the brackets of {@code in}. */
    static String places(List<?> keys) {
        return IntStream.rangeClosed(1, keys.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    static void set(Query query, List<?> keys) {
        IntStream.rangeClosed(1, keys.size()).forEach(i -> query.setParameter(i, keys.get(i - 1)));
    }
}
