package dev.countersign.web;

import dev.countersign.activation.ActivationOutcome;
import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationOutcome.Unconfirmed;
import dev.countersign.activation.ActivationRefusal;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView;
import dev.countersign.activation.BegunActivation;
import dev.countersign.login.NextStep;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Between the JSON of activations and the values of the core, for the portal and for phones. */
final class ActivationMapper {

    /** Why no SMS goes to a number, which is told with the code of that. */
    private static final Set<Reason> UNSENT = EnumSet.of(Reason.SMS_CARRIER_BLOCKED, Reason.SMS_CLOSED);

    private ActivationMapper() {}

    static JsonObject json(BegunActivation begun, String link) {
        return fields(begun.view()).add("code", begun.code()).add("link", link).build();
    }

    static JsonObject json(ActivationView view) {
        return fields(view).build();
    }

    static <T> Response answer(ActivationOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return problem(no.refusal()).response();
        }
        if (outcome instanceof Unconfirmed<T> no) {
            return ConfirmationMapper.problem(no.refusal()).response();
        }
        if (outcome instanceof NotLetIn<T> no) {
            return Problem.of(no.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted, refused, unconfirmed or not let in");
    }

    private static JsonObjectBuilder fields(ActivationView view) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", view.id().toString())
                .add("state", view.stage().name())
                .add("expiresAt", view.expiresAt().toString());
        view.model().ifPresent(model -> json.add("device", model));
        view.cause()
                .ifPresent(cause ->
                        json.add("cause", MoveCodes.of(cause, Optional.empty()).name()));
        return json.add("reference", view.reference().value());
    }

    static Problem problem(ActivationRefusal refusal) {
        return new Problem(
                MoveCodes.of(refusal.reason(), refusal.move()),
                Optional.of(refusal.reason()).filter(UNSENT::contains).map(Reason::name),
                refusal.reference(),
                Optional.empty(),
                refusal.triesLeft(),
                refusal.retryAfter(),
                nextOf(refusal));
    }

    private static List<NextStep> nextOf(ActivationRefusal refusal) {
        return switch (refusal.reason()) {
            case PIN_RULES, CREDENTIALS_DUE -> List.of(NextStep.ANSWER);
            case PIN_WRONG, TOKEN_WRONG ->
                List.of(refusal.triesLeft().orElse(0) > 0 ? NextStep.ANSWER : NextStep.NEW_ACTIVATION);
            case SESSION_UNKNOWN, SESSION_USED, SESSION_EXPIRED, PROOF_WRONG, TOKEN_TRIES, NOTHING_TO_MOVE ->
                List.of(NextStep.NEW_ACTIVATION);
            case TOO_MANY, SMS_COOLDOWN, SMS_LIMIT, MOVED_RECENTLY -> List.of(NextStep.WAIT);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
            case STOPPED, INSTALLATION, NO_NUMBER, SMS_CARRIER_BLOCKED, SMS_CLOSED -> List.of(NextStep.HELP_DESK);
            case ALREADY_HERE, ALREADY_ELSEWHERE, DEVICE_REFUSED, OS_TOO_OLD, NO_LOCK, NO_SENSOR, INSTALLATION_FULL ->
                List.of();
        };
    }
}
