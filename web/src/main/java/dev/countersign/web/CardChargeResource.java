package dev.countersign.web;

import dev.countersign.cardorder.ChargeDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /admin/card-charges}: the back office reads what it has to book for cards, and says that it has. */
@RequestScoped
@OperatorOnly
@Path("/admin/card-charges")
@Produces(MediaType.APPLICATION_JSON)
public class CardChargeResource {

    @Inject
    private ChargeDesk desk;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardOrderMapper.charges(desk.listUnbooked()).toString())
                .build();
    }

    @POST
    @Path("/{id}/booked")
    public Response book(@PathParam("id") String id) {
        return desk.book(id, caller.getUserPrincipal().getName())
                .map(charge ->
                        Response.ok(CardOrderMapper.json(charge).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }
}
