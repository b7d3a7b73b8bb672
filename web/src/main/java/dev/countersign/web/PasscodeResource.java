package dev.countersign.web;

import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.passcode.PasscodeDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /admin/users/.../temporary-passcodes}: an operator gives a user on the telephone a passcode, permits another operator to, or ends it. */
@RequestScoped
@OperatorOnly
@Path("/admin/users/{userName}/temporary-passcodes")
@Produces(MediaType.APPLICATION_JSON)
public class PasscodeResource {

    @Inject
    private PasscodeDesk desk;

    @Inject
    private FactorHelpDesk factors;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(@PathParam("userName") String userName, InputStream body) {
        return PasscodeMapper.answer(
                desk.issue(userName, CallMapper.check(headers, body), operator()),
                issued -> Response.status(Status.CREATED)
                        .entity(PasscodeMapper.json(issued).toString())
                        .build());
    }

    @POST
    @Path("/permits")
    public Response permit(@PathParam("userName") String userName) {
        return PasscodeMapper.answer(
                desk.permit(userName, operator()),
                until -> Response.status(Status.CREATED)
                        .entity(Json.createObjectBuilder()
                                .add("expiresAt", until.toString())
                                .build()
                                .toString())
                        .build());
    }

    /** What stands in for a lost factor opens nothing any more, whether that is the passcode or the card that it fetched. */
    @DELETE
    public Response end(@PathParam("userName") String userName) {
        return factors.endTemporaryAccess(userName, operator())
                ? Response.noContent().build()
                : Problem.of(ProblemCode.NOT_FOUND).response();
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
