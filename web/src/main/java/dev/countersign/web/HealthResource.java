package dev.countersign.web;

import dev.countersign.health.Check;
import dev.countersign.health.Readiness;
import dev.countersign.health.ReadyReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/**
 * {@code /health}: for probes. Live says that the process answers, ready that it can log users in. Everybody learns which checks are up, and
 * what they say whoever {@link Insight} lets look: carriers and their faults are nobody else's business.
 */
@RequestScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    private Readiness readiness;

    @Inject
    private Insight insight;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    @Path("/live")
    public Response live() {
        return answer(true, List.of(), false);
    }

    /** With {@code for=traffic} for load balancers: what the next server lacks as well keeps nobody from this one. */
    @GET
    @Path("/ready")
    public Response ready() {
        Optional<String> purpose =
                new QueryFields(uri.getQueryParameters()).only("for").findString("for");
        if (purpose.filter(word -> !word.equals("traffic")).isPresent()) {
            throw ProblemException.malformed("for must be traffic, or be left out");
        }
        ReadyReport report = readiness.ask();
        return answer(
                purpose.isPresent() ? report.takesTraffic() : report.isReady(),
                report.checks(),
                insight.isOpenTo(request, headers));
    }

    private static Response answer(boolean up, List<Check> checks, boolean detailed) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        checks.forEach(check -> list.add(json(check, detailed)));
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("status", word(up)).add("checks", list);
        return Response.status(up ? 200 : 503).entity(json.build().toString()).build();
    }

    private static JsonObjectBuilder json(Check check, boolean detailed) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        if (detailed && !check.detail().isEmpty()) {
            data.add("detail", check.detail());
        }
        return Json.createObjectBuilder()
                .add("name", check.name())
                .add("status", word(check.up()))
                .add("data", data);
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
