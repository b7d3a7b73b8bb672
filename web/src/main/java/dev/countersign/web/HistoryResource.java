package dev.countersign.web;

import dev.countersign.history.Disowned;
import dev.countersign.history.LoginHistory;
import dev.countersign.history.PastLogin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** {@code /me/logins}: a user looks at the logins to his account, and says which one was not his. */
@RequestScoped
@SignedIn
@Path("/me/logins")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Inject
    private LoginHistory history;

    @Context
    private SecurityContext caller;

    @Context
    private HttpServletRequest request;

    @GET
    public Response list() {
        JsonArrayBuilder list = JSON.createArrayBuilder();
        history.list(SignedInContext.userOf(caller)).forEach(login -> list.add(json(login)));
        return Response.ok(list.build().toString()).build();
    }

    @POST
    @Path("/{id}/disown")
    @ForReadOnly
    public Response disown(@PathParam("id") String id) {
        return history.disown(SignedInContext.userOf(caller), id, Callers.deviceCookie(request))
                .map(HistoryResource::disowned)
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    private static Response disowned(Disowned disowned) {
        return Response.ok(JSON.createObjectBuilder()
                        .add("sessionsEnded", disowned.sessionsEnded())
                        .add("passwordKnown", disowned.passwordKnown())
                        .build()
                        .toString())
                .header(HttpHeaders.SET_COOKIE, Callers.setDeviceCookie(disowned.deviceCookie()))
                .build();
    }

    static JsonObjectBuilder json(PastLogin login) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", login.id())
                .add("at", login.at().toString())
                .add("outcome", login.outcome().name())
                .add("count", login.count())
                .add("clientKind", login.clientKind())
                .add("address", login.address())
                .add("thisSession", login.thisSession())
                .add("sessionOpen", login.sessionOpen())
                .add("disowned", login.disowned());
        login.factor().ifPresent(factor -> json.add("factor", factor));
        return json;
    }
}
