package dev.countersign.web;

import dev.countersign.grid.PlasticCardDesk;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/grid-cards}: a user activates a plastic grid card that was sent to him. */
@RequestScoped
@SignedIn
@Path("/me/grid-cards")
@Produces(MediaType.APPLICATION_JSON)
public class PlasticCardResource {

    @Inject
    private PlasticCardDesk desk;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(GridMapper.shipped(desk.listShipped(user())).toString())
                .build();
    }

    @POST
    @Path("/{serial}/challenge")
    public Response ask(@PathParam("serial") String serial) {
        return GridMapper.answer(
                desk.ask(user(), serial),
                pair -> Response.ok(GridMapper.json(pair).toString()).build());
    }

    @POST
    @Path("/{serial}/activation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(@PathParam("serial") String serial, InputStream body) {
        String code =
                JsonBody.readObject(headers.getMediaType(), body).only("code").getString("code");
        return GridMapper.answer(
                desk.activate(user(), serial, code),
                active -> Response.noContent().build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
