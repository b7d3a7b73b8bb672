package dev.countersign.web;

import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Proof;
import dev.countersign.login.NextStep;
import dev.countersign.password.AskedReset;
import dev.countersign.password.ClaimedReset;
import dev.countersign.password.IssuedReset;
import dev.countersign.password.PasswordChange;
import dev.countersign.password.PasswordOutcome;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordOutcome.Refused;
import dev.countersign.password.PasswordOutcome.Unconfirmed;
import dev.countersign.password.PasswordRefusal;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.password.ResetOutcome;
import dev.countersign.user.Password;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of new passwords and the values of the core. */
final class PasswordMapper {

    private PasswordMapper() {}

    static PasswordChange change(JsonFields body, Optional<Proof> proof) {
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
        return fields(reset.asked()).add("secret", reset.secret()).build();
    }

    static JsonObject json(AskedReset reset) {
        return fields(reset).build();
    }

    private static JsonObjectBuilder fields(AskedReset reset) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", reset.id())
                .add("userName", reset.userName())
                .add("triesLeft", reset.triesLeft());
        reset.question()
                .ifPresent(question -> ConfirmationMapper.add(json, question)
                        .add("questionExpiresAt", question.expiresAt().toString()));
        return json.add("expiresAt", reset.expiresAt().toString());
    }

    /** A step of a reset: what it granted, or why not. */
    static <T> Response answer(ResetOutcome<T> outcome, Status granted, Function<T, JsonObject> json) {
        if (outcome instanceof ResetOutcome.Granted<T> value) {
            return Response.status(granted)
                    .entity(json.apply(value.value()).toString())
                    .build();
        }
        if (outcome instanceof ResetOutcome.Refused<T> refused) {
            return problem(refused.refusal()).response();
        }
        if (outcome instanceof ResetOutcome.Unasked<T> unasked) {
            return unproven(unasked.refusal()).response();
        }
        throw new IllegalStateException("a step is granted or it is not");
    }

    /** The factor of a reset was not asked, or not proven: another question may help as long as the reset lives. */
    static Problem unproven(ConfirmationRefusal refusal) {
        return ConfirmationMapper.problem(refusal, NextStep.FACTOR, NextStep.HELP_DESK);
    }

    /** @param unproven says that the factor was not proven */
    static Response answer(PasswordOutcome outcome, Function<ConfirmationRefusal, Problem> unproven) {
        if (outcome instanceof Changed) {
            return Response.noContent().build();
        }
        if (outcome instanceof Refused refused) {
            return problem(refused.refusal()).response();
        }
        if (outcome instanceof Unconfirmed unconfirmed) {
            return unproven.apply(unconfirmed.refusal()).response();
        }
        throw new IllegalStateException("a password is changed or it is not");
    }

    /** The one table from reasons to codes, for all that gives a user a new password. */
    static Problem problem(PasswordRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                Optional.empty(),
                refusal.reference(),
                Optional.empty(),
                Optional.empty(),
                refusal.retryAfter(),
                nextOf(refusal));
    }

    private static ProblemCode codeOf(Reason reason) {
        return switch (reason) {
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case OLD_PASSWORD_WRONG -> ProblemCode.OLD_PASSWORD_WRONG;
            case BUSY -> ProblemCode.TRY_LATER;
            case UNKNOWN_USER, UNKNOWN_RESET -> ProblemCode.NOT_FOUND;
            case NO_FACTOR -> ProblemCode.NO_FACTOR;
            case CONFIRMATION_REQUIRED, ANSWER_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
            case RESET_REFUSED -> ProblemCode.RESET_REFUSED;
            case ADDRESS_THROTTLED -> ProblemCode.ADDRESS_THROTTLED;
            case RESET_EXPIRED -> ProblemCode.CONFIRMATION_EXPIRED;
            case RESET_OVER -> ProblemCode.CONFIRMATION_CLOSED;
        };
    }

    private static List<NextStep> nextOf(PasswordRefusal refusal) {
        return switch (refusal.reason()) {
            case OLD_PASSWORD_WRONG, ANSWER_REQUIRED -> List.of(NextStep.ANSWER);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
            case BUSY, ADDRESS_THROTTLED -> List.of(NextStep.WAIT);
            case LOCKED, NO_FACTOR, RESET_REFUSED, RESET_EXPIRED, RESET_OVER, UNKNOWN_RESET ->
                List.of(NextStep.HELP_DESK);
            case UNKNOWN_USER -> List.of();
        };
    }
}
