package dev.countersign.web;

import dev.countersign.login.NextStep;
import dev.countersign.number.AddedNumber;
import dev.countersign.number.NumberOutcome;
import dev.countersign.number.NumberOutcome.Granted;
import dev.countersign.number.NumberOutcome.Refused;
import dev.countersign.number.NumberOutcome.Unconfirmed;
import dev.countersign.number.NumberRefusal;
import dev.countersign.number.OwnNumber;
import dev.countersign.number.Verification;
import dev.countersign.sms.NumberReading;
import dev.countersign.sms.NumberReading.Mobile;
import dev.countersign.sms.NumberReading.Unusable;
import dev.countersign.sms.NumberingPlan;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of mobile numbers and the values of the core. */
final class NumberMapper {

    /** Why nothing is sent to a number, where that is known. */
    private static final Map<NumberRefusal.Reason, String> UNSENT = Map.of(
            NumberRefusal.Reason.CARRIER_BLOCKED, Problem.CARRIER_BLOCKED,
            NumberRefusal.Reason.CLOSED, Problem.CLOSED);

    private NumberMapper() {}

    /** The number as typed, if an SMS may go to it; otherwise a problem that says why not. */
    static Mobile mobile(String typed, Optional<String> country) {
        NumberReading reading = NumberingPlan.read(typed, country);
        if (reading instanceof Mobile mobile) {
            return mobile;
        }
        if (reading instanceof Unusable unusable) {
            throw new ProblemException(Problem.of(codeOf(unusable.reason()))
                    .withDetail(unusable.reason().advice()));
        }
        throw new IllegalStateException("a number is usable or not");
    }

    static JsonArray json(List<OwnNumber> numbers) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        numbers.forEach(number -> json.add(fields(number)));
        return json.build();
    }

    static JsonObject json(OwnNumber number) {
        return fields(number).build();
    }

    static JsonObject json(AddedNumber added, Mobile typed) {
        JsonObjectBuilder json = fields(added.number());
        if (typed.trunkPrefixRemoved()) {
            json.add("hint", "TRUNK_PREFIX_REMOVED");
        }
        return json.build();
    }

    static JsonObject json(Verification.Sent sent) {
        return Json.createObjectBuilder()
                .add("triesLeft", sent.triesLeft())
                .add("resendAt", sent.resendAt().toString())
                .add("expiresAt", sent.expiresAt().toString())
                .build();
    }

    /** Not a refusal: the number is what the caller wants it to be. */
    static JsonObject json(Verification.Done done) {
        return fields(done.number()).add("code", "NUM_ALREADY_VERIFIED").build();
    }

    static <T> Response answer(NumberOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return problem(no.refusal()).response();
        }
        if (outcome instanceof Unconfirmed<T> no) {
            return ConfirmationMapper.problem(no.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted, refused or unconfirmed");
    }

    private static JsonObjectBuilder fields(OwnNumber number) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("id", number.id()).add("number", number.masked());
        number.country().ifPresent(country -> json.add("country", country));
        json.add("verified", number.verifiedAt().isPresent());
        number.verifiedAt().ifPresent(at -> json.add("verifiedAt", at.toString()));
        json.add("default", number.isDefault())
                .add("delivery", number.delivery().name());
        number.last().ifPresent(report -> json.add("lastMessage", SmsDiagnosisMapper.json(report)));
        return json;
    }

    /** The one table from reasons to codes. */
    private static Problem problem(NumberRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                Optional.ofNullable(UNSENT.get(refusal.reason())),
                refusal.reference(),
                Optional.empty(),
                refusal.triesLeft(),
                refusal.retryAfter(),
                nextOf(refusal));
    }

    private static ProblemCode codeOf(NumberRefusal.Reason reason) {
        return switch (reason) {
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case UNKNOWN_NUMBER -> ProblemCode.NOT_FOUND;
            case LIMIT -> ProblemCode.NUM_LIMIT;
            case COOLDOWN -> ProblemCode.NUM_COOLDOWN;
            case DAILY_LIMIT -> ProblemCode.NUM_DAILY_LIMIT;
            case UNREACHABLE, CARRIER_BLOCKED, CLOSED -> ProblemCode.NUM_UNREACHABLE;
            case CODE_WRONG -> ProblemCode.NUM_CODE_WRONG;
            case CODE_EXPIRED -> ProblemCode.NUM_CODE_EXPIRED;
            case TRIES_EXHAUSTED -> ProblemCode.NUM_TRIES_EXHAUSTED;
            case NOT_VERIFIED -> ProblemCode.NUM_NOT_VERIFIED;
            case LAST_FACTOR -> ProblemCode.NUM_LAST_FACTOR;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
        };
    }

    private static List<NextStep> nextOf(NumberRefusal refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN_NUMBER, LIMIT, NOT_VERIFIED, LAST_FACTOR -> List.of();
            case COOLDOWN, DAILY_LIMIT -> List.of(NextStep.WAIT);
            case LOCKED, CLOSED -> List.of(NextStep.HELP_DESK);
            case UNREACHABLE, CARRIER_BLOCKED -> List.of(NextStep.HELP_DESK, NextStep.WAIT);
            case CODE_WRONG -> refusal.triesLeft().orElse(0) > 0 ? List.of(NextStep.ANSWER) : List.of(NextStep.SMS);
            case CODE_EXPIRED, TRIES_EXHAUSTED -> List.of(NextStep.SMS);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
        };
    }

    private static ProblemCode codeOf(NumberReading.Reason reason) {
        return switch (reason) {
            case NOT_A_NUMBER, TOO_LONG, COUNTRY_MISSING, COUNTRY_UNKNOWN, COUNTRY_CODE_UNKNOWN ->
                ProblemCode.MALFORMED;
            case NOT_ASSIGNED, NOT_MOBILE -> ProblemCode.NUM_NOT_MOBILE;
        };
    }
}
