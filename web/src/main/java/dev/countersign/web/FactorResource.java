package dev.countersign.web;

import dev.countersign.factor.FactorDesk;
import dev.countersign.factor.FactorEnd;
import dev.countersign.ownfactor.OwnFactors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/factors}: what a user logs in with. */
@RequestScoped
@SignedIn
@Path("/me/factors")
@Produces(MediaType.APPLICATION_JSON)
public class FactorResource {

    static final String LOST = "lost";

    @Inject
    private FactorDesk factors;

    @Inject
    private OwnFactors own;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(FactorMapper.json(
                                factors.list(SignedInContext.userOf(caller).userId()))
                        .toString())
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(FactorMapper.LABEL);
        return FactorMapper.answer(
                own.rename(SignedInContext.userOf(caller), id, FactorMapper.label(fields)),
                renamed -> Response.ok(FactorMapper.json(renamed).toString()).build());
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION, LOST);
        return FactorMapper.answer(
                own.end(SignedInContext.userOf(caller), id, how(fields), proofs.find(fields)),
                rest -> Response.noContent().build());
    }

    /** Whether it was lost, or is wanted no more. */
    static FactorEnd how(JsonFields fields) {
        return fields.findBoolean(LOST).orElse(false) ? FactorEnd.LOST : FactorEnd.REMOVED;
    }
}
