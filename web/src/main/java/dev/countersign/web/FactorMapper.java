package dev.countersign.web;

import dev.countersign.factor.FactorDesk.ListedFactor;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.NextStep;
import dev.countersign.totp.NewTotp;
import dev.countersign.totp.TotpOutcome;
import dev.countersign.totp.TotpOutcome.Granted;
import dev.countersign.totp.TotpOutcome.Refused;
import dev.countersign.totp.TotpOutcome.Unconfirmed;
import dev.countersign.totp.TotpRefusal;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of factors and the values of the core. */
final class FactorMapper {

    private FactorMapper() {}

    static JsonArray json(List<ListedFactor> factors) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (ListedFactor listed : factors) {
            JsonObjectBuilder factor = fields(listed.factor());
            listed.lastUsed().ifPresent(at -> factor.add("lastUsedAt", at.toString()));
            json.add(factor);
        }
        return json.build();
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

    static <T> Response answer(TotpOutcome<T> outcome, Function<T, Response> granted) {
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

    private static Problem problem(TotpRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                Optional.empty(),
                refusal.reference(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nextOf(refusal.reason()));
    }

    private static ProblemCode codeOf(TotpRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case LIMIT -> ProblemCode.FACTOR_LIMIT;
            case CODE_WRONG -> ProblemCode.FACTOR_CODE_WRONG;
            case LAST_FACTOR -> ProblemCode.FACTOR_LAST;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
        };
    }

    private static List<NextStep> nextOf(TotpRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN, LIMIT, LAST_FACTOR -> List.of();
            case CODE_WRONG -> List.of(NextStep.ANSWER);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
        };
    }
}
