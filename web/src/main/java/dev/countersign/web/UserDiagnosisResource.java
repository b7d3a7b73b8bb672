package dev.countersign.web;

import dev.countersign.diagnosis.AgentDesk;
import dev.countersign.user.HelpDeskCase;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** {@code /admin/users/{userName}/diagnosis}: why a user cannot log in, for whoever has a case of his. */
@RequestScoped
@OperatorOnly
@Path("/admin/users/{userName}/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
public class UserDiagnosisResource {

    @Inject
    private AgentDesk desk;

    @Context
    private UriInfo address;

    @Context
    private SecurityContext caller;

    @GET
    public Response get(@PathParam("userName") String userName) {
        HelpDeskCase helpDeskCase = new QueryFields(address.getQueryParameters())
                .only("case")
                .findString("case")
                .map(CallMapper::helpDeskCase)
                .orElseThrow(() -> ProblemException.malformed("case is missing"));
        return desk.look(userName, helpDeskCase, caller.getUserPrincipal().getName())
                .map(diagnosis -> Response.ok(
                                UserDiagnosisMapper.json(diagnosis).build().toString())
                        .build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }
}
