package dev.countersign.web;

import dev.countersign.helpdesk.CallerDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** {@code /admin/users/.../password-reset}: an operator gives a user, whose identity he has checked, a reset code. */
@RequestScoped
@OperatorOnly
@Path("/admin/users/{userName}/password-reset")
@Produces(MediaType.APPLICATION_JSON)
public class ResetIssueResource {

    @Inject
    private CallerDesk calls;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(@PathParam("userName") String userName, InputStream body) {
        String operator = caller.getUserPrincipal().getName();
        return CallMapper.answer(
                calls.issueReset(userName, CallMapper.check(headers, body), operator),
                outcome -> PasswordMapper.answer(outcome, Status.CREATED, PasswordMapper::json));
    }
}
