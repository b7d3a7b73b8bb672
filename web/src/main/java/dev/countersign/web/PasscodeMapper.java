package dev.countersign.web;

import dev.countersign.passcode.IssuedPasscode;
import dev.countersign.passcode.PasscodeOutcome;
import dev.countersign.passcode.PasscodeOutcome.Granted;
import dev.countersign.passcode.PasscodeOutcome.Refused;
import dev.countersign.passcode.PasscodeRefusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Between the JSON of temporary passcodes and the values of the core. */
final class PasscodeMapper {

    private PasscodeMapper() {}

    static JsonObject json(IssuedPasscode issued) {
        return Json.createObjectBuilder()
                .add("passcode", issued.value().grouped())
                .add("fullUntil", issued.fullUntil().toString())
                .add("limitedUntil", issued.limitedUntil().toString())
                .build();
    }

    static <T> Response answer(PasscodeOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return Problem.of(codeOf(no.refusal()), no.reference()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    private static ProblemCode codeOf(PasscodeRefusal refusal) {
        return switch (refusal) {
            case UNKNOWN_USER -> ProblemCode.NOT_FOUND;
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case IDENTITY_UNPROVEN -> ProblemCode.IDENTITY_UNPROVEN;
            case SUPERVISOR_NEEDED -> ProblemCode.PASSCODE_SUPERVISOR;
        };
    }
}
