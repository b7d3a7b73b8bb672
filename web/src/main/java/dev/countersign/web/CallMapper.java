package dev.countersign.web;

import dev.countersign.factor.FactorEnd;
import dev.countersign.helpdesk.CallOutcome;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.helpdesk.IdentityCheck;
import dev.countersign.helpdesk.IdentityElement;
import dev.countersign.user.HelpDeskCase;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of calls at the help desk and the values of the core. */
final class CallMapper {

    static final String CASE = "case";
    static final String CHECK = "identityCheck";

    private CallMapper() {}

    /** Why something ends, and how the caller was checked who wants it. */
    record EndCall(IdentityCheck check, FactorEnd how) {}

    /** The check of the caller's identity, which is all that such a body has. */
    static IdentityCheck check(HttpHeaders headers, InputStream body) {
        return check(JsonBody.readObject(headers.getMediaType(), body).only(CASE, CHECK));
    }

    /** The same of a call that ends something, which says beside whether it was lost. */
    static EndCall endCall(HttpHeaders headers, InputStream body) {
        JsonFields call = JsonBody.readObject(headers.getMediaType(), body).only(CASE, CHECK, FactorResource.LOST);
        return new EndCall(check(call), FactorResource.how(call));
    }

    /** The check beside other fields of a body, where it is needed in some cases alone. */
    static Optional<IdentityCheck> findCheck(JsonFields body) {
        boolean made =
                body.findString(CASE).isPresent() || !body.listValues(CHECK).isEmpty();
        return made ? Optional.of(check(body)) : Optional.empty();
    }

    static IdentityCheck check(JsonFields call) {
        Map<IdentityElement, Boolean> answers = new EnumMap<>(IdentityElement.class);
        for (JsonValue value : call.listValues(CHECK)) {
            JsonFields fields = JsonFields.of(value, CHECK).only("element", "right");
            IdentityElement element = JsonFields.oneOf("element", IdentityElement.class, fields.getString("element"));
            boolean right = fields.findBoolean("right")
                    .orElseThrow(() -> ProblemException.malformed("right says whether the answer was"));
            if (answers.put(element, right) != null) {
                throw ProblemException.malformed("identityCheck names each element once");
            }
        }
        return new IdentityCheck(helpDeskCase(call.getString(CASE)), answers);
    }

    static <T> Response answer(CallOutcome<T> outcome, Function<T, Response> done) {
        if (outcome instanceof Done<T> yes) {
            return done.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return Problem.of(codeOf(no.reason()), no.reference()).response();
        }
        throw new IllegalStateException("a call is done or refused");
    }

    /** The end of something that the user may not have. */
    static Response ended(CallOutcome<Boolean> outcome) {
        return answer(
                outcome,
                ended -> ended
                        ? Response.noContent().build()
                        : Problem.of(ProblemCode.NOT_FOUND).response());
    }

    /** The case at the help desk that somebody names. */
    static HelpDeskCase helpDeskCase(String id) {
        try {
            return new HelpDeskCase(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static ProblemCode codeOf(CallOutcome.Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> ProblemCode.NOT_FOUND;
            case IDENTITY_UNPROVEN -> ProblemCode.IDENTITY_UNPROVEN;
        };
    }
}
