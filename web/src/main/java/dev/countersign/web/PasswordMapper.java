package dev.countersign.web;

import dev.countersign.confirmation.Proof;
import dev.countersign.login.NextStep;
import dev.countersign.password.ClaimedReset;
import dev.countersign.password.IssuedReset;
import dev.countersign.password.PasswordChange;
import dev.countersign.password.PasswordOutcome;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordOutcome.Refused;
import dev.countersign.password.PasswordOutcome.Unconfirmed;
import dev.countersign.password.PasswordRefusal;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.user.Password;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Between the JSON of new passwords and the values of the core. */
final class PasswordMapper {

    private PasswordMapper() {}

    static PasswordChange change(JsonFields body, Proof proof) {
        try {
            return new PasswordChange(body.getString("oldPassword"), newPassword(body), proof);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static Password newPassword(JsonFields body) {
        try {
            return new Password(body.getString("newPassword"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(IssuedReset reset) {
        return Json.createObjectBuilder()
                .add("resetCode", reset.code().value())
                .add("expiresAt", reset.expiresAt().toString())
                .build();
    }

    static JsonObject json(ClaimedReset reset) {
        return Json.createObjectBuilder()
                .add("id", reset.id())
                .add("secret", reset.secret())
                .add(
                        "factor",
                        Json.createObjectBuilder().add("kind", reset.factor()).add("label", reset.label()))
                .add("triesLeft", reset.triesLeft())
                .add("expiresAt", reset.expiresAt().toString())
                .build();
    }

    static Response answer(PasswordOutcome outcome) {
        if (outcome instanceof Changed) {
            return Response.noContent().build();
        }
        if (outcome instanceof Refused refused) {
            return problem(refused.refusal()).response();
        }
        if (outcome instanceof Unconfirmed unconfirmed) {
            return ConfirmationMapper.problem(unconfirmed.refusal()).response();
        }
        throw new IllegalStateException("a password is changed or it is not");
    }

    /** The one table from reasons to codes, for all that gives a user a new password. */
    static Problem problem(PasswordRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                reasonOf(refusal.reason()),
                refusal.reference(),
                Optional.empty(),
                refusal.triesLeft(),
                refusal.retryAfter(),
                nextOf(refusal));
    }

    private static ProblemCode codeOf(Reason reason) {
        return switch (reason) {
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case OLD_PASSWORD_WRONG -> ProblemCode.OLD_PASSWORD_WRONG;
            case BUSY -> ProblemCode.TRY_LATER;
            case UNKNOWN_USER, UNKNOWN_RESET -> ProblemCode.NOT_FOUND;
            case SMS_NO_NUMBER -> ProblemCode.NO_FACTOR;
            case RESET_REFUSED -> ProblemCode.RESET_REFUSED;
            case ADDRESS_THROTTLED -> ProblemCode.ADDRESS_THROTTLED;
            case SMS_COOLDOWN -> ProblemCode.SMS_COOLDOWN;
            case SMS_LIMIT -> ProblemCode.SEND_DAILY_LIMIT;
            case SMS_WRONG -> ProblemCode.CONFIRMATION_FAILED;
            case RESET_EXPIRED -> ProblemCode.CONFIRMATION_EXPIRED;
            case RESET_OVER -> ProblemCode.CONFIRMATION_CLOSED;
        };
    }

    private static Optional<String> reasonOf(Reason reason) {
        return switch (reason) {
            case SMS_NO_NUMBER, SMS_COOLDOWN, SMS_LIMIT, SMS_WRONG -> Optional.of(reason.name());
            case LOCKED,
                    OLD_PASSWORD_WRONG,
                    BUSY,
                    UNKNOWN_USER,
                    RESET_REFUSED,
                    ADDRESS_THROTTLED,
                    UNKNOWN_RESET,
                    RESET_EXPIRED,
                    RESET_OVER -> Optional.empty();
        };
    }

    private static List<NextStep> nextOf(PasswordRefusal refusal) {
        return switch (refusal.reason()) {
            case OLD_PASSWORD_WRONG -> List.of(NextStep.ANSWER);
            case BUSY, ADDRESS_THROTTLED, SMS_COOLDOWN, SMS_LIMIT -> List.of(NextStep.WAIT);
            case SMS_WRONG -> List.of(refusal.triesLeft().orElse(0) > 0 ? NextStep.ANSWER : NextStep.HELP_DESK);
            case LOCKED, SMS_NO_NUMBER, RESET_REFUSED, RESET_EXPIRED, RESET_OVER, UNKNOWN_RESET ->
                List.of(NextStep.HELP_DESK);
            case UNKNOWN_USER -> List.of();
        };
    }
}
