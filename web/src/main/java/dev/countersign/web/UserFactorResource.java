package dev.countersign.web;

import dev.countersign.helpdesk.CallerDesk;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.web.CallMapper.EndCall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.io.InputStream;

/** {@code /admin/users/{userName}/factors}: what a user logs in with, for whoever helps him after a loss. */
@RequestScoped
@OperatorOnly
@Path("/admin/users/{userName}/factors")
@Produces(MediaType.APPLICATION_JSON)
public class UserFactorResource {

    @Inject
    private FactorHelpDesk desk;

    @Inject
    private CallerDesk calls;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list(@PathParam("userName") String userName) {
        return desk.list(userName)
                .map(factors ->
                        Response.ok(FactorMapper.json(factors).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    @POST
    @Path("/{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("userName") String userName, @PathParam("id") String id, InputStream body) {
        String operator = caller.getUserPrincipal().getName();
        EndCall call = CallMapper.endCall(headers, body);
        return CallMapper.ended(calls.endFactor(userName, id, call.how(), call.check(), operator));
    }
}
