package dev.countersign.web;

import dev.countersign.grid.GridCardView;
import dev.countersign.grid.GridShipping;
import dev.countersign.grid.GridShipping.End;
import dev.countersign.helpdesk.RecordDesk;
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

/** {@code /admin/grid-cards}: an operator looks a plastic grid card up by its serial, sends it to a user, or ends it. */
@RequestScoped
@OperatorOnly
@Path("/admin/grid-cards/{serial}")
@Produces(MediaType.APPLICATION_JSON)
public class GridShippingResource {

    @Inject
    private GridShipping cards;

    @Inject
    private RecordDesk records;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response find(@PathParam("serial") String serial) {
        return cards.find(serial)
                .map(card -> answer(Status.OK, card))
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    @POST
    @Path("/shipment")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ship(@PathParam("serial") String serial, InputStream body) {
        String userName = JsonBody.readObject(headers.getMediaType(), body)
                .only("userName")
                .getString("userName");
        return GridMapper.answer(cards.ship(userName, serial, operator()), card -> answer(Status.CREATED, card));
    }

    @POST
    @Path("/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("serial") String serial, InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only("reason", CallMapper.CASE, CallMapper.CHECK);
        End how = JsonFields.oneOf("reason", End.class, fields.getString("reason"));
        return CallMapper.answer(
                records.endGridCard(serial, how, CallMapper.findCheck(fields), operator()),
                outcome -> GridMapper.answer(outcome, card -> answer(Status.OK, card)));
    }

    private static Response answer(Status status, GridCardView card) {
        return Response.status(status).entity(GridMapper.json(card).toString()).build();
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
