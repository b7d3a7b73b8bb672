package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The phones: what the simulated carrier has delivered. */
public record Inbox(Http http) {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Texts to a number, oldest first. */
    public List<String> texts(String number) {
        JsonNode messages = http.get("/simulator/messages?to=" + URLEncoder.encode(number, StandardCharsets.UTF_8))
                .json();
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("text").asText())
                .toList();
    }

    /** The code of the newest message, which may still be under way. */
    public String code(TestUser user) {
        return code(user, 1);
    }

    /** The code of the newest message when at least so many have come. */
    public String code(TestUser user, int messages) {
        String text = Eventually.get("SMS number " + messages, PATIENCE, () -> {
            List<String> texts = texts(user.number());
            return texts.size() < messages ? Optional.empty() : Optional.of(texts.get(texts.size() - 1));
        });
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            throw new AssertionError("No code in: " + text);
        }
        return code.group();
    }

    /** How many submit_sm the carrier has taken since it started. */
    long submitted() {
        return http.get("/simulator/counters").json().path("submitSm").asLong();
    }

    public void fault(String mode) {
        fault(mode, 1, Duration.ZERO);
    }

    /** Hits every n-th message from now on; what is taken all the same is kept and answered late. */
    void fault(String mode, int everyNth, Duration delay) {
        String json = "{\"mode\": \"" + mode + "\", \"everyNth\": " + everyNth + ", \"delayMillis\": "
                + delay.toMillis() + "}";
        http.send("PUT", "/simulator/faults", "application/json", json);
    }

    /** Another code of six digits. */
    public static String wrong(String code) {
        return code.substring(0, 5) + (char) ('0' + (code.charAt(5) - '0' + 1) % 10);
    }
}
