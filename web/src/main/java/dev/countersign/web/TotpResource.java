package dev.countersign.web;

import dev.countersign.factor.FactorEnd;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.TotpDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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

/** {@code /me/totp}: a user sets up apps of other makers that show codes. */
@RequestScoped
@SignedIn
@Path("/me/totp")
@Produces(MediaType.APPLICATION_JSON)
public class TotpResource {

    @Inject
    private TotpDesk desk;

    @Inject
    private OwnFactors own;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only(FactorMapper.LABEL, Proofs.CONFIRMATION);
        return FactorMapper.answer(
                desk.begin(user(), FactorMapper.label(fields), proofs.find(fields)),
                made -> Response.status(Status.CREATED)
                        .entity(FactorMapper.json(made).toString())
                        .build());
    }

    @POST
    @Path("/{id}/activation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(@PathParam("id") String id, InputStream body) {
        String code =
                JsonBody.readObject(headers.getMediaType(), body).only("code").getString("code");
        return FactorMapper.answer(
                desk.activate(user(), id, code),
                active -> Response.ok(FactorMapper.json(active).toString()).build());
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return FactorMapper.answer(
                own.end(user(), id, FactorEnd.REMOVED, proofs.find(fields)),
                rest -> Response.noContent().build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
