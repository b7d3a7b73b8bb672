package dev.countersign.push;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The last requests of one enrolment, and what they say of the pushes to come. */
final class PushHistory {

    private final List<PushRequest> newestFirst;

    PushHistory(List<PushRequest> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** The same without the requests of an attempt. */
    PushHistory without(String attempt) {
        return only(request -> !request.attemptId().equals(attempt));
    }

    /** The same without what was asked until a time. */
    PushHistory after(Instant time) {
        return only(request -> request.createdAt().isAfter(time));
    }

    /** How many requests there were. */
    int count() {
        return newestFirst.size();
    }

    /** How many requests the attempts of these ids had. */
    int countOf(List<String> attempts) {
        return only(request -> attempts.contains(request.attemptId())).count();
    }

    /** The newest attempts in a row that had no answer from the phone, the newest one first; pending ones have none yet. */
    List<String> unanswered() {
        return answered().entrySet().stream()
                .takeWhile(attempt -> !attempt.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an attempt was denied, or had no answer from the phone. */
    boolean isTroubled() {
        return newestFirst.stream().anyMatch(PushRequest::isDenied)
                || answered().containsValue(false);
    }

    /** By attempt, the newest one first, whether any of its requests was answered; without those that the phone was told nothing of. */
    private Map<String, Boolean> answered() {
        Map<String, Boolean> attempts = new LinkedHashMap<>();
        newestFirst.stream()
                .filter(PushRequest::mayHaveCome)
                .forEach(request -> attempts.merge(request.attemptId(), request.isAnswered(), Boolean::logicalOr));
        return attempts;
    }

    private PushHistory only(Predicate<PushRequest> wanted) {
        return new PushHistory(newestFirst.stream().filter(wanted).toList());
    }
}
