package dev.countersign.web;

import dev.countersign.health.Check;
import dev.countersign.health.Readiness;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /health}: for probes. Live says that the process answers, ready that it can log users in. */
@RequestScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    private Readiness readiness;

    @GET
    @Path("/live")
    public Response live() {
        return answer(List.of());
    }

    @GET
    @Path("/ready")
    public Response ready() {
        return answer(readiness.listChecks());
    }

    private static Response answer(List<Check> checks) {
        boolean up = checks.stream().allMatch(Check::up);
        JsonArrayBuilder list = Json.createArrayBuilder();
        checks.forEach(check -> list.add(json(check)));
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("status", word(up)).add("checks", list);
        return Response.status(up ? 200 : 503).entity(json.build().toString()).build();
    }

    private static JsonObjectBuilder json(Check check) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        if (!check.detail().isEmpty()) {
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
