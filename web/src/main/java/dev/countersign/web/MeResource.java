package dev.countersign.web;

import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /me}: who is signed in. */
@RequestScoped
@SignedIn
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Context
    private SecurityContext caller;

    @GET
    public Response get() {
        SignedInUser user = SignedInContext.userOf(caller);
        return Response.ok(Json.createObjectBuilder()
                        .add("userName", user.userName())
                        .add("language", user.language())
                        .add("scope", user.scope().claim())
                        .add("factor", user.factor())
                        .add("sessionId", user.sessionId())
                        .add("sessionExpiresAt", user.expiresAt().toString())
                        .build()
                        .toString())
                .build();
    }
}
