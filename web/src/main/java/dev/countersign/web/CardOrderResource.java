package dev.countersign.web;

import dev.countersign.card.CardShipping.Printed;
import dev.countersign.cardorder.CardOrderDesk;
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

/** {@code /admin/card-orders}: operators send the cards that users ordered, or do not. */
@RequestScoped
@OperatorOnly
@Path("/admin/card-orders")
@Produces(MediaType.APPLICATION_JSON)
public class CardOrderResource {

    @Inject
    private CardOrderDesk desk;

    @Inject
    private RecordDesk records;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardOrderMapper.files(desk.listOpen()).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only("userName", "replaces", CallMapper.CASE, CallMapper.CHECK);
        return CallMapper.answer(
                records.replaceCard(
                        fields.getString("userName"),
                        fields.getString("replaces"),
                        CallMapper.findCheck(fields),
                        operator()),
                outcome -> CardOrderMapper.answer(
                        outcome,
                        order -> Response.status(Status.CREATED)
                                .entity(CardOrderMapper.json(order).toString())
                                .build()));
    }

    @GET
    @Path("/{id}")
    public Response read(@PathParam("id") String id) {
        return desk.read(id, operator())
                .map(parcel ->
                        Response.ok(CardOrderMapper.json(parcel).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    @POST
    @Path("/{id}/ship")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ship(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("serial", "manufacturer");
        Printed printed = new Printed(fields.getString("serial"), fields.findString("manufacturer"));
        return CardMapper.answer(
                desk.ship(id, printed, operator()),
                order -> Response.ok(CardOrderMapper.json(order).toString()).build());
    }

    @POST
    @Path("/{id}/refuse")
    public Response refuse(@PathParam("id") String id) {
        return CardMapper.answer(
                desk.refuse(id, operator()),
                order -> Response.ok(CardOrderMapper.json(order).toString()).build());
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
