package dev.countersign.web;

import dev.countersign.audit.Reference;
import dev.countersign.login.NextStep;
import dev.countersign.login.Reason;
import dev.countersign.login.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A refusal or fault as its caller sees it: over REST a problem document (RFC 9457), over SOAP the detail of a fault. */
public record Problem(
        ProblemCode code,
        Optional<String> reason,
        Reference reference,
        Optional<String> detail,
        Optional<Integer> triesLeft,
        Optional<Duration> retryAfter,
        List<NextStep> next) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The reason of what is not sent again because a carrier has just blocked it, by whatever name a feature has for that. */
    static final String CARRIER_BLOCKED = Reason.SMS_CARRIER_BLOCKED.name();

    /** The same where no SMS goes to numbers of its range, or of its country. */
    static final String CLOSED = Reason.SMS_CLOSED.name();

    private static final String TYPE_PREFIX = "urn:countersign:problem:";

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    public Problem {
        next = List.copyOf(next);
    }

    /** A refusal by the edge itself, which no audit entry knows. */
    public static Problem of(ProblemCode code) {
        return of(code, Reference.next());
    }

    /** A refusal that the audit knows by this reference. */
    static Problem of(ProblemCode code, Reference reference) {
        return new Problem(
                code, Optional.empty(), reference, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    Problem withReason(Optional<String> text) {
        return new Problem(code, text, reference, detail, triesLeft, retryAfter, next);
    }

    Problem withNext(List<NextStep> steps) {
        return new Problem(code, reason, reference, detail, triesLeft, retryAfter, steps);
    }

    public Problem withDetail(String text) {
        return new Problem(code, reason, reference, Optional.of(text), triesLeft, retryAfter, next);
    }

    public Problem withRetryAfter(Duration pause) {
        return new Problem(code, reason, reference, detail, triesLeft, Optional.of(pause), List.of(NextStep.WAIT));
    }

    /** The refusal of a login step; this is the one table from reasons to codes, for REST and SOAP. */
    public static Problem of(Refusal refusal) {
        return new Problem(
                codeOf(refusal),
                reasonOf(refusal),
                refusal.reference(),
                Optional.empty(),
                refusal.triesLeft(),
                refusal.retryAfter(),
                refusal.next());
    }

    private static ProblemCode codeOf(Refusal refusal) {
        return switch (refusal.reason()) {
            case BAD_CREDENTIALS -> ProblemCode.LOGIN_BAD_CREDENTIALS;
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case ADDRESS_THROTTLED -> ProblemCode.ADDRESS_THROTTLED;
            case PORTAL_ONLY, SMS_NO_NUMBER, FACTOR_UNSUPPORTED -> ProblemCode.LOGIN_PORTAL_ONLY;
            case UNKNOWN_ATTEMPT -> ProblemCode.NOT_FOUND;
            case SMS_WRONG,
                    CR_WRONG,
                    CR_WRONG_USER,
                    CARD_WRONG,
                    TOTP_WRONG,
                    PASSKEY_WRONG,
                    RECOVERY_WRONG,
                    GRID_WRONG,
                    TEMP_WRONG,
                    PUSH_PIN_WRONG,
                    PUSH_NUMBER_WRONG,
                    PUSH_PROOF_WRONG -> ProblemCode.LOGIN_FACTOR_FAILED;
            case SMS_EXPIRED, CR_EXPIRED, CARD_EXPIRED, GRID_EXPIRED, PUSH_EXPIRED, ATTEMPT_EXPIRED ->
                ProblemCode.LOGIN_EXPIRED;
            case TEMP_LIMITED -> ProblemCode.LOGIN_TEMP_LIMITED;
            case TEMP_EXPIRED -> ProblemCode.LOGIN_TEMP_EXPIRED;
            case CARD_LAPSED -> ProblemCode.LOGIN_CARD_EXPIRED;
            case FACTOR_GONE -> ProblemCode.LOGIN_FACTOR_GONE;
            case OTHER_WAY -> ProblemCode.OTHER_WAY;
            case CHALLENGE_LIMIT -> ProblemCode.CHALLENGE_LIMIT;
            case ATTEMPT_OVER, PUSH_SUPERSEDED -> ProblemCode.ATTEMPT_CLOSED;
            case DENIED -> ProblemCode.LOGIN_DENIED;
            case PUSH_DEVICE_REFUSED -> ProblemCode.PUSH_DEVICE_REFUSED;
            case PUSH_OFF, PUSH_SUSPENDED, PUSH_UNREACHABLE -> ProblemCode.PUSH_NOT_SENT;
            case PUSH_LIMIT -> ProblemCode.PUSH_LIMIT;
            case FACTOR_DUE -> ProblemCode.ATTEMPT_PENDING;
            case SMS_COOLDOWN -> ProblemCode.SMS_COOLDOWN;
            case SMS_LIMIT -> ProblemCode.SEND_DAILY_LIMIT;
            case SMS_CARRIER_BLOCKED, SMS_CLOSED -> ProblemCode.SMS_NOT_SENT;
            case BUSY -> ProblemCode.TRY_LATER;
        };
    }

    private static Optional<String> reasonOf(Refusal refusal) {
        return switch (refusal.reason()) {
            case SMS_NO_NUMBER,
                    SMS_WRONG,
                    SMS_EXPIRED,
                    SMS_COOLDOWN,
                    SMS_LIMIT,
                    SMS_CARRIER_BLOCKED,
                    SMS_CLOSED,
                    CR_WRONG,
                    CR_WRONG_USER,
                    CR_EXPIRED,
                    CARD_WRONG,
                    CARD_EXPIRED,
                    TOTP_WRONG,
                    PASSKEY_WRONG,
                    RECOVERY_WRONG,
                    FACTOR_UNSUPPORTED,
                    GRID_WRONG,
                    GRID_EXPIRED,
                    TEMP_WRONG,
                    PUSH_EXPIRED,
                    PUSH_SUPERSEDED,
                    PUSH_PIN_WRONG,
                    PUSH_NUMBER_WRONG,
                    PUSH_PROOF_WRONG,
                    PUSH_OFF,
                    PUSH_SUSPENDED,
                    PUSH_UNREACHABLE,
                    ATTEMPT_EXPIRED -> Optional.of(refusal.reason().name());
            case BAD_CREDENTIALS,
                    LOCKED,
                    ADDRESS_THROTTLED,
                    PORTAL_ONLY,
                    TEMP_LIMITED,
                    TEMP_EXPIRED,
                    CARD_LAPSED,
                    FACTOR_GONE,
                    UNKNOWN_ATTEMPT,
                    ATTEMPT_OVER,
                    FACTOR_DUE,
                    OTHER_WAY,
                    CHALLENGE_LIMIT,
                    PUSH_DEVICE_REFUSED,
                    PUSH_LIMIT,
                    DENIED,
                    BUSY -> Optional.empty();
        };
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(code.status()).type(MEDIA_TYPE).entity(json().toString());
        retryAfter.ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, seconds(pause)));
        if (code == ProblemCode.OPERATOR_TOKEN_REQUIRED || code == ProblemCode.TOKEN_REQUIRED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    JsonObject json() {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("type", TYPE_PREFIX + code)
                .add("title", code.title())
                .add("status", code.status())
                .add("code", code.name());
        reason.ifPresent(text -> json.add("reason", text));
        json.add("reference", reference.value());
        detail.ifPresent(text -> json.add("detail", text));
        triesLeft.ifPresent(tries -> json.add("triesLeft", tries));
        retryAfter.ifPresent(pause -> json.add("retryAfterSeconds", seconds(pause)));
        if (!next.isEmpty()) {
            JsonArrayBuilder steps = JSON.createArrayBuilder();
            next.forEach(step -> steps.add(step.name()));
            json.add("next", steps);
        }
        return json.build();
    }

    /** Whole seconds, rounded up, at least one: asking then is late enough. */
    public static long seconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }
}
