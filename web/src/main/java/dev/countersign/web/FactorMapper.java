package dev.countersign.web;

import dev.countersign.factor.FactorDesk.ListedFactor;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.NextStep;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorOutcome.Refused;
import dev.countersign.ownfactor.FactorOutcome.Unconfirmed;
import dev.countersign.ownfactor.FactorRefusal;
import dev.countersign.passkey.NewPasskey;
import dev.countersign.recoverycode.NewRecoveryCodes;
import dev.countersign.recoverycode.RecoveryStanding;
import dev.countersign.totp.NewTotp;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Between the JSON of factors and the values of the core. */
final class FactorMapper {

    static final String LABEL = "label";

    private static final int LONGEST_LABEL = 40;

    private FactorMapper() {}

    static JsonArray json(List<ListedFactor> factors) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (ListedFactor listed : factors) {
            JsonObjectBuilder factor = fields(listed.factor()).add("asked", listed.asked());
            listed.lastUsed().ifPresent(at -> factor.add("lastUsedAt", at.toString()));
            json.add(factor);
        }
        return json.build();
    }

    /** Factors among which a user chooses. */
    static JsonArrayBuilder choices(List<OwnedFactor> factors) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        factors.forEach(factor -> json.add(fields(factor)));
        return json;
    }

    static JsonObject json(OwnedFactor factor) {
        return fields(factor).build();
    }

    /** With the picture of the code, because what draws it must not get the secret by a URL. */
    static JsonObject json(NewTotp made) {
        return Json.createObjectBuilder()
                .add("id", made.id())
                .add("secret", made.secret())
                .add("uri", made.uri())
                .add("svg", QrPicture.of(made.uri()).svg())
                .build();
    }

    /** With what a browser needs to have a device make a key. */
    static JsonObject json(NewPasskey asked) {
        return Json.createObjectBuilder()
                .add("publicKey", FactorAnswers.json(asked))
                .add("expiresAt", asked.expiresAt().toString())
                .build();
    }

    static JsonObject json(RecoveryStanding standing) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("allowed", standing.allowed()).add("left", standing.left());
        standing.madeAt().ifPresent(at -> json.add("madeAt", at.toString()));
        return json.build();
    }

    static JsonObject json(NewRecoveryCodes made) {
        return Json.createObjectBuilder()
                .add("codes", Json.createArrayBuilder(made.codes()))
                .build();
    }

    /** How a user calls one of his factors. */
    static String label(JsonFields fields) {
        String label = fields.getString(LABEL).strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            throw ProblemException.malformed(LABEL + " has 1 to " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    static <T> Response answer(FactorOutcome<T> outcome, Function<T, Response> granted) {
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

    private static JsonObjectBuilder fields(OwnedFactor factor) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", factor.ref().id())
                .add("kind", factor.kind().name())
                .add("label", factor.label());
        factor.since().ifPresent(at -> json.add("since", at.toString()));
        factor.until().ifPresent(at -> json.add("until", at.toString()));
        return json;
    }

    private static Problem problem(FactorRefusal refusal) {
        return Problem.of(codeOf(refusal.reason()), refusal.reference()).withNext(nextOf(refusal.reason()));
    }

    private static ProblemCode codeOf(FactorRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case LIMIT -> ProblemCode.FACTOR_LIMIT;
            case CODE_WRONG -> ProblemCode.FACTOR_CODE_WRONG;
            case KEY_REFUSED -> ProblemCode.PASSKEY_REFUSED;
            case LAST_FACTOR -> ProblemCode.FACTOR_LAST;
            case LAST_PERMANENT -> ProblemCode.FACTOR_STAYS;
            case NOT_ALLOWED -> ProblemCode.RECOVERY_NOT_ALLOWED;
            case NO_FACTOR -> ProblemCode.NO_FACTOR;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
        };
    }

    private static List<NextStep> nextOf(FactorRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN, LIMIT, LAST_FACTOR, KEY_REFUSED, LAST_PERMANENT, NOT_ALLOWED, NO_FACTOR -> List.of();
            case CODE_WRONG -> List.of(NextStep.ANSWER);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
        };
    }
}
