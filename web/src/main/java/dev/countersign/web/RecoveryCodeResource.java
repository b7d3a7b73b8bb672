package dev.countersign.web;

import dev.countersign.recoverycode.RecoveryDesk;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/recovery-codes}: a user has recovery codes made. */
@RequestScoped
@SignedIn
@Path("/me/recovery-codes")
@Produces(MediaType.APPLICATION_JSON)
public class RecoveryCodeResource {

    @Inject
    private RecoveryDesk desk;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response find() {
        return Response.ok(FactorMapper.json(desk.find(user())).toString()).build();
    }

    @POST
    public Response make(InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return FactorMapper.answer(
                desk.make(user(), proofs.find(fields)),
                made -> Response.status(Status.CREATED)
                        .entity(FactorMapper.json(made).toString())
                        .build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
