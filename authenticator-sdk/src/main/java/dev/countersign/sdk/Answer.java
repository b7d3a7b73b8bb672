package dev.countersign.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** An answer over HTTP, not judged yet. */
final class Answer {

    private static final String CODE = "[A-Z][A-Z_]{0,39}";
    /** Refusals that blame the program and not its user: it or the server has a bug. */
    private static final Set<Integer> FAULTS = Set.of(400, 405, 406, 413, 415);

    private static final int TRY_LATER = 503;

    private final URI server;
    private final int status;
    private final String body;

    Answer(URI server, int status, String body) {
        this.server = server;
        this.status = status;
        this.body = body;
    }

    /** What the answer says: the result that is read from its body, or the refusal of its problem document. */
    <T> Outcome<T> outcome(int expected, Function<JsonFields, T> result) {
        return status == expected ? new Outcome.Done<>(read(result)) : new Outcome.Refused<>(refusal());
    }

    /** The same for an answer without a body. */
    <T> Outcome<T> outcome(int expected, T result) {
        return status == expected ? new Outcome.Done<>(result) : new Outcome.Refused<>(refusal());
    }

    private Refusal refusal() {
        if (FAULTS.contains(status) || status < 400 || (status >= 500 && status != TRY_LATER)) {
            throw new ServerException(server + " could not take the call: " + status + reference());
        }
        return read(Answer::refusal);
    }

    private static Refusal refusal(JsonFields problem) {
        String code = problem.text("code");
        if (!code.matches(CODE)) {
            throw new MalformedDocumentException("code is none");
        }
        return new Refusal(
                RefusalReason.ofCode(code),
                code,
                problem.findText("reference"),
                problem.findNumber("triesLeft"),
                pause(problem.findNumber("retryAfterSeconds")));
    }

    private static Optional<Duration> pause(OptionalInt seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    /** What finds the fault in the server's log, if it says so. */
    private String reference() {
        try {
            return JsonText.read(body)
                    .findText("reference")
                    .map(" reference "::concat)
                    .orElse("");
        } catch (MalformedDocumentException e) {
            return "";
        }
    }

    private <T> T read(Function<JsonFields, T> result) {
        try {
            return result.apply(JsonText.read(body));
        } catch (MalformedDocumentException e) {
            throw new ServerException(
                    server + " answered " + status + " with something that cannot be read: " + e.getMessage(), e);
        }
    }
}
