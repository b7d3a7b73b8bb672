package dev.countersign.web;

import dev.countersign.token.SessionView;
import dev.countersign.token.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /me/sessions}: a user looks at his sessions and ends them. */
@RequestScoped
@SignedIn
@ForReadOnly
@Path("/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    private Sessions sessions;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        sessions.listOpen(SignedInContext.userOf(caller)).forEach(session -> list.add(json(session)));
        return Response.ok(
                        Json.createObjectBuilder().add("sessions", list).build().toString())
                .build();
    }

    @DELETE
    public Response endAll() {
        return sessions.endAll(SignedInContext.userOf(caller))
                ? SignedInContext.forgotten(caller)
                : Problem.of(ProblemCode.TOKEN_REQUIRED).response();
    }

    @DELETE
    @Path("/{id}")
    public Response end(@PathParam("id") String id) {
        return sessions.end(SignedInContext.userOf(caller), id)
                ? Response.noContent().build()
                : Problem.of(ProblemCode.NOT_FOUND).response();
    }

    private static JsonObjectBuilder json(SessionView session) {
        return Json.createObjectBuilder()
                .add("id", session.id())
                .add("clientKind", session.clientKind())
                .add("factor", session.factor())
                .add("scope", session.scope().claim())
                .add("createdAt", session.createdAt().toString())
                .add("lastSeenAt", session.lastSeenAt().toString())
                .add("current", session.current());
    }
}
