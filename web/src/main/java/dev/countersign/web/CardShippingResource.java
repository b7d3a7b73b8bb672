package dev.countersign.web;

import dev.countersign.card.CardEnd;
import dev.countersign.card.CardShipping;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.helpdesk.RecordDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** {@code /admin/card-shipments} and {@code /admin/card-ends}: an operator sends a card to a user, or ends one. */
@RequestScoped
@OperatorOnly
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CardShippingResource {

    @Inject
    private CardShipping cards;

    @Inject
    private RecordDesk records;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Path("/card-shipments")
    public Response ship(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only("userName", "serial", "manufacturer");
        return CardMapper.answer(
                cards.ship(fields.getString("userName"), printed(fields), operator()),
                card -> Response.status(Status.CREATED)
                        .entity(CardMapper.card(card).toString())
                        .build());
    }

    @POST
    @Path("/card-ends")
    public Response end(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only("serial", "manufacturer", "reason", CallMapper.CASE, CallMapper.CHECK);
        CardEnd how = JsonFields.oneOf("reason", CardEnd.class, fields.getString("reason"));
        return CallMapper.answer(
                records.endCard(printed(fields), how, CallMapper.findCheck(fields), operator()),
                outcome -> CardMapper.answer(
                        outcome,
                        card -> Response.ok(CardMapper.card(card).toString()).build()));
    }

    private static Printed printed(JsonFields fields) {
        return new Printed(fields.getString("serial"), fields.findString("manufacturer"));
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
