package dev.countersign.web;

import dev.countersign.policy.JurisdictionCode;
import dev.countersign.policy.JurisdictionDesk;
import dev.countersign.policy.JurisdictionView;
import dev.countersign.policy.Rule;
import dev.countersign.policy.RuleChange;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;

/** {@code /admin/jurisdictions}: an operator looks at the rules of a jurisdiction and changes them. */
@RequestScoped
@OperatorOnly
@Path("/admin/jurisdictions/{code}")
@Produces(MediaType.APPLICATION_JSON)
public class JurisdictionResource {

    @Inject
    private JurisdictionDesk desk;

    @Inject
    private Clock clock;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @Context
    private UriInfo address;

    @GET
    public Response get(@PathParam("code") String code) {
        return answer(required(code));
    }

    @PUT
    @Path("/rules/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(@PathParam("code") String code, @PathParam("rule") String rule, InputStream body) {
        String jurisdiction = required(code);
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only("value", "legalReference", "validFrom");
        try {
            JurisdictionCode.requireOfRule(jurisdiction);
            RuleChange change = new RuleChange(
                    rule(rule),
                    fields.getString("value"),
                    fields.findString("legalReference").orElse(""),
                    fields.findInstant("validFrom").orElseGet(clock::instant));
            desk.set(jurisdiction, change, operator());
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
        return answer(jurisdiction);
    }

    @DELETE
    @Path("/rules/{rule}")
    public Response remove(@PathParam("code") String code, @PathParam("rule") String rule) {
        String jurisdiction = required(code);
        new QueryFields(address.getQueryParameters())
                .only("validFrom")
                .findInstant("validFrom")
                .ifPresentOrElse(
                        from -> desk.cancel(jurisdiction, rule(rule), from, operator()),
                        () -> desk.remove(jurisdiction, rule(rule), operator()));
        return answer(jurisdiction);
    }

    private Response answer(String code) {
        return Response.ok(json(desk.show(code)).toString()).build();
    }

    private static JsonObject json(JurisdictionView view) {
        JsonObjectBuilder limits = Json.createObjectBuilder();
        view.limits().values().forEach((rule, value) -> limits.add(rule.name(), value));
        JsonArrayBuilder rules = Json.createArrayBuilder();
        view.rules()
                .forEach(change -> rules.add(Json.createObjectBuilder()
                        .add("rule", change.rule().name())
                        .add("value", change.value())
                        .add("legalReference", change.legalReference())
                        .add("validFrom", change.validFrom().toString())
                        .add("inForce", view.isInForce(change))));
        return Json.createObjectBuilder()
                .add("code", view.code())
                .add("limits", limits)
                .add("rules", rules)
                .build();
    }

    private static String required(String code) {
        if (!code.matches("[A-Z]{2}")) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        return code;
    }

    private static Rule rule(String name) {
        return Rule.find(name).orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
