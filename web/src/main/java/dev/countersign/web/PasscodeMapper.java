package dev.countersign.web;

import dev.countersign.passcode.IdentityCheck;
import dev.countersign.passcode.IdentityElement;
import dev.countersign.passcode.IssuedPasscode;
import dev.countersign.passcode.PasscodeOutcome;
import dev.countersign.passcode.PasscodeOutcome.Granted;
import dev.countersign.passcode.PasscodeOutcome.Refused;
import dev.countersign.passcode.PasscodeRefusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Between the JSON of temporary passcodes and the values of the core. */
final class PasscodeMapper {

    private PasscodeMapper() {}

    static IdentityCheck check(JsonFields body) {
        Map<IdentityElement, Boolean> answers = new EnumMap<>(IdentityElement.class);
        for (JsonValue value : body.listValues("identityCheck")) {
            JsonFields fields = JsonFields.of(value, "identityCheck").only("element", "right");
            IdentityElement element = JsonFields.oneOf("element", IdentityElement.class, fields.getString("element"));
            boolean right = fields.findBoolean("right")
                    .orElseThrow(() -> ProblemException.malformed("right says whether the answer was"));
            if (answers.put(element, right) != null) {
                throw ProblemException.malformed("identityCheck names each element once");
            }
        }
        return new IdentityCheck(UserMapper.helpDeskCase(body), answers);
    }

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
            return Problem.of(codeOf(no.refusal())).response();
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
