package dev.countersign.web;

import jakarta.enterprise.context.RequestScoped;
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
@ForGridCard
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Context
    private SecurityContext caller;

    @GET
    public Response get() {
        return Response.ok(MeMapper.json(SignedInContext.userOf(caller)).toString())
                .build();
    }
}
