package dev.countersign.web;

import dev.countersign.renewal.RenewalClaim;
import dev.countersign.renewal.RenewalOffer;
import dev.countersign.renewal.RenewalOutcome;
import dev.countersign.renewal.RenewalOutcome.Granted;
import dev.countersign.renewal.RenewalOutcome.Reason;
import dev.countersign.renewal.RenewalOutcome.Refused;
import dev.countersign.renewal.Renewed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Between the JSON of renewals and the values of the core. */
final class RenewalMapper {

    private RenewalMapper() {}

    static RenewalClaim claim(JsonFields body) {
        body.only("renewal", "devicePublicKey", "confirmation");
        try {
            return RenewalClaim.read(
                    Ids.ofField("renewal", body.getString("renewal")),
                    body.getString("devicePublicKey"),
                    body.getString("confirmation"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(RenewalOffer offer) {
        return Json.createObjectBuilder()
                .add("renewal", offer.renewal().toString())
                .add("serverPublicKey", offer.serverPublicKey())
                .build();
    }

    static JsonObject json(Renewed renewed) {
        return Json.createObjectBuilder()
                .add("confirmation", renewed.confirmationText())
                .build();
    }

    static <T> Response answer(RenewalOutcome<T> outcome, Function<T, JsonObject> granted) {
        if (outcome instanceof Granted<T> yes) {
            return Response.ok(granted.apply(yes.value()).toString()).build();
        }
        if (outcome instanceof Refused<T> no) {
            return Problem.of(codeOf(no.reason()), no.reference()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    private static ProblemCode codeOf(Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case NOT_DUE -> ProblemCode.RENEWAL_NOT_DUE;
            case OVER -> ProblemCode.RENEWAL_OVER;
            case PROOF_WRONG -> ProblemCode.RENEWAL_REFUSED;
        };
    }
}
