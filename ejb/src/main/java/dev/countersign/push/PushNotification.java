package dev.countersign.push;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a phone shows and what its app needs to fetch the rest. It passes through foreign hands and lies on lock screens: no code and no
 * secret belongs into it.
 *
 * @param id what the app asks for once it is opened
 * @param kind LOGIN, TEST or NOTICE; the app may show each in a channel of its own
 * @param title 1 to 200 characters
 * @param body up to 1000 characters
 * @param life from now on; after it no push service delivers any more. At least a second; what is below whole seconds is cut off
 * @param topic replaces what is still under way with the same one (RFC 8030 section 5.4): up to 32 characters of base64url
 */
public record PushNotification(UUID id, String kind, String title, String body, Duration life, Optional<String> topic) {

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,19}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int MOST_IN_TITLE = 200;
    private static final int MOST_IN_BODY = 1000;

    public PushNotification {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("a kind of notification is a word in capitals");
        }
        if (title.isBlank() || title.length() > MOST_IN_TITLE || body.length() > MOST_IN_BODY) {
            throw new IllegalArgumentException("a notification has a title of 1 to " + MOST_IN_TITLE
                    + " characters and a body of at most " + MOST_IN_BODY);
        }
        if (life.toSeconds() < 1) {
            throw new IllegalArgumentException("a notification lives for a second at least");
        }
        if (topic.filter(text -> !TOPIC.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException("a topic has 1 to 32 characters of base64url");
        }
    }

    /** What it replaces on the phone: all of its topic, or without one itself alone, when it is repeated. */
    public String place() {
        return topic.orElse(id.toString());
    }

    /** Names no text: it may name the user. */
    @Override
    public String toString() {
        return "PushNotification[" + kind + " " + id + "]";
    }
}
