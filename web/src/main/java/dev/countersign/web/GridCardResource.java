package dev.countersign.web;

import dev.countersign.grid.GridDesk;
import dev.countersign.token.SignedInUser;
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
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/grid-card}: a user fetches an online grid card. */
@RequestScoped
@SignedIn
@ForGridCard
@Path("/me/grid-card")
@Produces(MediaType.APPLICATION_JSON)
public class GridCardResource {

    @Inject
    private GridDesk desk;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response get() {
        return Response.ok(GridMapper.json(desk.isOffered(user()), desk.find(user()))
                        .toString())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return GridMapper.answer(
                desk.make(user(), proofs.find(fields)),
                made -> Response.status(Status.CREATED)
                        .entity(GridMapper.json(made).toString())
                        .build());
    }

    @POST
    @Path("/{id}/activation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(@PathParam("id") String id, InputStream body) {
        String code =
                JsonBody.readObject(headers.getMediaType(), body).only("code").getString("code");
        return GridMapper.answer(
                desk.activate(user(), id, code),
                active -> Response.ok(GridMapper.json(active).toString()).build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
