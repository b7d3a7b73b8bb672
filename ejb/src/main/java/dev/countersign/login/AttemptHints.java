package dev.countersign.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who on this node waits for news of an attempt. A hint only says "look again"; the row is the truth, and whoever waits
 * looks from time to time without any.
 */
@ApplicationScoped
public class AttemptHints {

    private final Map<String, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    /** Has the look called on every hint about the attempt, on the caller's thread of the hint, until closed. */
    public Registration watch(String attemptId, Runnable look) {
        waiting.computeIfAbsent(attemptId, id -> ConcurrentHashMap.newKeySet()).add(look);
        return () -> waiting.computeIfPresent(attemptId, (id, looks) -> {
            looks.remove(look);
            return looks.isEmpty() ? null : looks;
        });
    }

    void hint(String attemptId) {
        waiting.getOrDefault(attemptId, Set.of()).forEach(Runnable::run);
    }

    /** Ends a watch. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
