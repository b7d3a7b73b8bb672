package dev.countersign.web;

import dev.countersign.factor.FactorDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /me/factors}: what a user logs in with. */
@RequestScoped
@SignedIn
@Path("/me/factors")
@Produces(MediaType.APPLICATION_JSON)
public class FactorResource {

    @Inject
    private FactorDesk factors;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(FactorMapper.json(
                                factors.list(SignedInContext.userOf(caller).userId()))
                        .toString())
                .build();
    }
}
