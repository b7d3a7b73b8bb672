package dev.countersign.web;

import dev.countersign.cardorder.OwnOrders;
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

/** {@code /me/card-orders}: a user orders a display card. */
@RequestScoped
@SignedIn
@Path("/me/card-orders")
@Produces(MediaType.APPLICATION_JSON)
public class OwnOrderResource {

    @Inject
    private OwnOrders orders;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response find() {
        return Response.ok(CardOrderMapper.json(orders.find(user())).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        return CardOrderMapper.answer(
                orders.place(user(), CardOrderMapper.wish(fields), proofs.find(fields)),
                order -> Response.status(Status.CREATED)
                        .entity(CardOrderMapper.json(order).toString())
                        .build());
    }

    @DELETE
    @Path("/{id}")
    public Response cancel(@PathParam("id") String id) {
        return CardOrderMapper.answer(
                orders.cancel(user(), id), order -> Response.noContent().build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
