package dev.countersign.web;

import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /sessions/current}: a program renews its session's token, or logs out. */
@RequestScoped
@SignedIn
@Path("/sessions/current")
@Produces(MediaType.APPLICATION_JSON)
public class CurrentSessionResource {

    @Inject
    private Sessions sessions;

    @Context
    private SecurityContext caller;

    @DELETE
    public Response end() {
        SignedInUser user = SignedInContext.userOf(caller);
        sessions.end(user, user.sessionId());
        return Response.noContent().build();
    }

    @POST
    @Path("/renew")
    public Response renew() {
        return sessions.renew(SignedInContext.userOf(caller))
                .map(token -> Response.ok(LoginMapper.json(token).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.TOKEN_REQUIRED).response());
    }
}
