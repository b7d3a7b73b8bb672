package dev.countersign.web;

import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /sessions/current}: a program or a page asks about its session, keeps it, or logs out. */
@RequestScoped
@SignedIn
@ForGridCard
@ForReadOnly
@Path("/sessions/current")
@Produces(MediaType.APPLICATION_JSON)
public class CurrentSessionResource {

    @Inject
    private Sessions sessions;

    @Context
    private SecurityContext caller;

    @GET
    @Unnoticed
    public Response get() {
        SignedInUser user = SignedInContext.userOf(caller);
        return Response.ok(MeMapper.json(user.session()).toString()).build();
    }

    @DELETE
    public Response end() {
        SignedInUser user = SignedInContext.userOf(caller);
        sessions.end(user, user.sessionId());
        return SignedInContext.forgotten(caller);
    }

    /** The call itself keeps the session; a program gets a further token, and a page has no use for one. */
    @POST
    @Path("/renew")
    public Response renew() {
        SignedInUser user = SignedInContext.userOf(caller);
        if (SignedInContext.isByCookie(caller)) {
            return Response.noContent().build();
        }
        return sessions.renew(user)
                .map(token -> Response.ok(LoginMapper.json(token).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.TOKEN_REQUIRED).response());
    }
}
