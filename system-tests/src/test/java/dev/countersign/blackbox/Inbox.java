package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The phones: what the simulated carrier has delivered. */
public record Inbox(Http http) {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Pattern TOKEN = Pattern.compile("(?<![0-9])[0-9]{8}(?![0-9])");
    private static final Pattern STOP = Pattern.compile("/stop/#([A-Za-z0-9_-]{22})");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Texts to a number, oldest first. */
    public List<String> texts(String number) {
        JsonNode messages = http.get("/simulator/messages?to=" + URLEncoder.encode(number, StandardCharsets.UTF_8))
                .json();
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("text").asText())
                .toList();
    }

    /** The code of the newest message with one, which may still be under way. */
    public String code(TestUser user) {
        return code(user, 1);
    }

    /** The code of the newest message with one when at least so many have come. */
    public String code(TestUser user, int messages) {
        return Eventually.get("SMS with a code, number " + messages, PATIENCE, () -> {
            List<String> codes = codes(user);
            return codes.size() < messages ? Optional.empty() : Optional.of(codes.get(codes.size() - 1));
        });
    }

    /** The codes that have come, oldest first; notices have none. */
    List<String> codes(TestUser user) {
        return texts(user.number()).stream().flatMap(Inbox::codeIn).toList();
    }

    /** The activation token of the newest message with one when at least so many have come. */
    public String token(TestUser user, int messages) {
        return Eventually.get("SMS with a token, number " + messages, PATIENCE, () -> {
            List<String> tokens = tokens(user);
            return tokens.size() < messages ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
        });
    }

    /** The activation tokens that have come, oldest first. */
    public List<String> tokens(TestUser user) {
        return texts(user.number()).stream()
                .flatMap(text -> TOKEN.matcher(text).results())
                .map(MatchResult::group)
                .toList();
    }

    /** What stands behind the # in the link of the first notice of a move. */
    public String stopToken(TestUser user) {
        return Eventually.get(
                "the link of a notice",
                PATIENCE,
                () -> texts(user.number()).stream()
                        .flatMap(text -> STOP.matcher(text).results())
                        .map(found -> found.group(1))
                        .findFirst());
    }

    /** Waits for a message that begins so and is under way. */
    public void await(TestUser user, String beginning) {
        Eventually.get(
                "an SMS to " + user.userName(),
                PATIENCE,
                () -> texts(user.number()).stream()
                        .filter(text -> text.startsWith(beginning))
                        .findFirst());
    }

    private static Stream<String> codeIn(String text) {
        return CODE.matcher(text).results().map(MatchResult::group);
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
        Answer answer = http.send("PUT", "/simulator/faults", "application/json", json);
        if (answer.status() >= 300) {
            throw new IllegalArgumentException(answer.toString());
        }
    }

    /** Another code of six digits. */
    public static String wrong(String code) {
        return code.substring(0, 5) + (char) ('0' + (code.charAt(5) - '0' + 1) % 10);
    }
}
