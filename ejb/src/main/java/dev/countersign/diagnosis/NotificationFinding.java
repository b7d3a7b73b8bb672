package dev.countersign.diagnosis;

import java.util.Optional;

/**
 * What the rules come to.
 *
 * @param cause of a pause: what may have left the notifications unanswered, as far as the server knows
 * @param question what the user is asked next; empty where nothing he says would change the verdict
 */
public record NotificationFinding(
        NotificationVerdict verdict, Optional<NotificationVerdict> cause, Optional<NotificationQuestion> question) {

    static NotificationFinding of(NotificationVerdict verdict) {
        return new NotificationFinding(verdict, Optional.empty(), Optional.empty());
    }

    NotificationFinding by(NotificationVerdict found) {
        return new NotificationFinding(verdict, Optional.of(found), question);
    }
}
