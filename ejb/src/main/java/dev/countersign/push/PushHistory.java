package dev.countersign.push;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests of one enrolment, and what they say of the pushes to come. */
final class PushHistory {

    private final List<PushRequest> newestFirst;

    PushHistory(List<PushRequest> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** The same without the requests of an attempt. */
    PushHistory without(String attempt) {
        return new PushHistory(newestFirst.stream()
                .filter(request -> !request.attemptId().equals(attempt))
                .toList());
    }

    /** How many requests there were after a time. */
    long countAfter(Instant time) {
        return newestFirst.stream()
                .filter(request -> request.createdAt().isAfter(time))
                .count();
    }

    /** Whether so many attempts in a row, the newest ones after a time, had no answer from the phone; pending ones have none yet. */
    boolean isUnanswered(int attempts, Instant after) {
        List<Boolean> answered =
                answered(after).values().stream().limit(attempts).toList();
        return answered.size() == attempts && !answered.contains(true);
    }

    /** Whether an attempt after a time was denied, or had no answer from the phone. */
    boolean isTroubled(Instant after) {
        return newestFirst.stream()
                        .anyMatch(request ->
                                request.isDenied() && request.createdAt().isAfter(after))
                || answered(after).containsValue(false);
    }

    /** By attempt, the newest one first, whether any of its requests was answered. */
    private Map<String, Boolean> answered(Instant after) {
        Map<String, Boolean> attempts = new LinkedHashMap<>();
        newestFirst.stream()
                .filter(request -> request.createdAt().isAfter(after))
                .forEach(request -> attempts.merge(request.attemptId(), request.isAnswered(), Boolean::logicalOr));
        return attempts;
    }
}
