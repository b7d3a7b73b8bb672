package dev.countersign.web;

import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.FactorQuestion;
import dev.countersign.login.NextStep;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Between the JSON of confirmations and the values of the core. */
final class ConfirmationMapper {

    static final String FACTOR = "factor";

    private ConfirmationMapper() {}

    static ConfirmationPurpose purpose(JsonFields body) {
        String name = body.only("purpose", FACTOR).getString("purpose");
        return JsonFields.oneOf("purpose", ConfirmationPurpose.class, name);
    }

    static JsonObject json(ConfirmationView view) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", view.id())
                .add("purpose", view.purpose().name())
                .add("triesLeft", view.triesLeft());
        return add(json, view.question())
                .add("expiresAt", view.question().expiresAt().toString())
                .build();
    }

    /** What the user is asked for, and what else could be asked. */
    static JsonObjectBuilder add(JsonObjectBuilder json, FactorQuestion question) {
        json.add(
                        FACTOR,
                        Json.createObjectBuilder()
                                .add("kind", question.ref().kind().name())
                                .add("id", question.ref().id())
                                .add("label", question.factor().label()))
                .add("others", FactorMapper.choices(question.others()));
        question.signed().ifPresent(signed -> json.add("publicKey", FactorAnswers.json(signed)));
        question.challenge().ifPresent(challenge -> json.add("challenge", challenge));
        question.resendAt().ifPresent(at -> json.add("resendAt", at.toString()));
        return json;
    }

    /** The one table from reasons to codes, for all that asks for a confirmation. */
    static Problem problem(ConfirmationRefusal refusal) {
        return problem(refusal, NextStep.NEW_CONFIRMATION, NextStep.NEW_CONFIRMATION);
    }

    /**
     * The same where something else than a confirmation waits for the factor.
     *
     * @param late what helps when the question is over
     * @param over what helps when all is over
     */
    static Problem problem(ConfirmationRefusal refusal, NextStep late, NextStep over) {
        return new Problem(
                codeOf(refusal.reason()),
                reasonOf(refusal.reason()),
                refusal.reference(),
                Optional.empty(),
                refusal.triesLeft(),
                refusal.retryAfter(),
                nextOf(refusal, late, over));
    }

    private static ProblemCode codeOf(Reason reason) {
        return switch (reason) {
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case SMS_NO_NUMBER -> ProblemCode.NO_FACTOR;
            case SMS_COOLDOWN -> ProblemCode.SMS_COOLDOWN;
            case SMS_LIMIT -> ProblemCode.SEND_DAILY_LIMIT;
            case SMS_CARRIER_BLOCKED, SMS_CLOSED -> ProblemCode.SMS_NOT_SENT;
            case SMS_WRONG, CR_WRONG, CARD_WRONG, TOTP_WRONG, PASSKEY_WRONG, GRID_WRONG ->
                ProblemCode.CONFIRMATION_FAILED;
            case TEMPORARY_ACCESS -> ProblemCode.TEMP_NOT_PERMITTED;
            case CHALLENGE_LIMIT -> ProblemCode.CHALLENGE_LIMIT;
            case EXPIRED -> ProblemCode.CONFIRMATION_EXPIRED;
            case OVER -> ProblemCode.CONFIRMATION_CLOSED;
        };
    }

    private static Optional<String> reasonOf(Reason reason) {
        return switch (reason) {
            case SMS_NO_NUMBER,
                    SMS_COOLDOWN,
                    SMS_LIMIT,
                    SMS_CARRIER_BLOCKED,
                    SMS_CLOSED,
                    SMS_WRONG,
                    CR_WRONG,
                    CARD_WRONG,
                    TOTP_WRONG,
                    PASSKEY_WRONG,
                    GRID_WRONG -> Optional.of(reason.name());
            case LOCKED, EXPIRED, OVER, CHALLENGE_LIMIT, TEMPORARY_ACCESS -> Optional.empty();
        };
    }

    private static List<NextStep> nextOf(ConfirmationRefusal refusal, NextStep late, NextStep over) {
        return switch (refusal.reason()) {
            case LOCKED, SMS_NO_NUMBER, SMS_CARRIER_BLOCKED, SMS_CLOSED, TEMPORARY_ACCESS ->
                List.of(NextStep.HELP_DESK);
            case SMS_COOLDOWN, SMS_LIMIT, CHALLENGE_LIMIT -> List.of(NextStep.WAIT);
            case SMS_WRONG, CR_WRONG, CARD_WRONG, TOTP_WRONG, PASSKEY_WRONG, GRID_WRONG ->
                refusal.triesLeft().orElse(0) > 0 ? List.of(NextStep.ANSWER) : List.of(over);
            case EXPIRED -> List.of(late);
            case OVER -> List.of(over);
        };
    }
}
