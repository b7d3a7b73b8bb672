package dev.countersign.web;

import dev.countersign.card.CardSharing;
import dev.countersign.card.CardSharing.OwnersLogin;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** {@code /me/card-shares}: a user shares the card of another one, and either ends that. */
@RequestScoped
@SignedIn
@Path("/me/card-shares")
@Produces(MediaType.APPLICATION_JSON)
public class CardShareResource {

    @Inject
    private CardSharing sharing;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardMapper.shares(sharing.list(user())).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response request(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("login", "secret");
        OwnersLogin login = new OwnersLogin(fields.getString("login"), fields.getString("secret"));
        return CardMapper.answer(
                sharing.request(user(), login),
                share -> Response.status(Status.CREATED)
                        .entity(CardMapper.json(share).toString())
                        .build());
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return CardMapper.answer(
                sharing.remove(user(), id, proofs.find(fields)),
                rest -> Response.noContent().build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
