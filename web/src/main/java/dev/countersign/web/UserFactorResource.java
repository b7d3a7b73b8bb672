package dev.countersign.web;

import dev.countersign.ownfactor.FactorHelpDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /admin/users/{userName}/factors}: what a user logs in with, for whoever helps him after a loss. */
@RequestScoped
@OperatorOnly
@Path("/admin/users/{userName}/factors")
@Produces(MediaType.APPLICATION_JSON)
public class UserFactorResource {

    @Inject
    private FactorHelpDesk desk;

    @Context
    private SecurityContext caller;

    @GET
    public Response list(@PathParam("userName") String userName) {
        return desk.list(userName)
                .map(factors ->
                        Response.ok(FactorMapper.json(factors).toString()).build())
                .orElseGet(UserFactorResource::unknown);
    }

    @DELETE
    @Path("/{id}")
    public Response end(@PathParam("userName") String userName, @PathParam("id") String id) {
        return desk.end(userName, id, caller.getUserPrincipal().getName())
                ? Response.noContent().build()
                : unknown();
    }

    private static Response unknown() {
        return Problem.of(ProblemCode.NOT_FOUND).response();
    }
}
