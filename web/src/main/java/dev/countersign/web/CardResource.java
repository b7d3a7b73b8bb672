package dev.countersign.web;

import dev.countersign.card.CardBatches;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /admin/cards}: an operator looks up a display card by what is printed on it. */
@RequestScoped
@OperatorOnly
@Path("/admin/cards")
@Produces(MediaType.APPLICATION_JSON)
public class CardResource {

    @Inject
    private CardBatches batches;

    @Context
    private UriInfo address;

    @GET
    public Response find() {
        String serial = new QueryFields(address.getQueryParameters())
                .only("serial")
                .findString("serial")
                .orElseThrow(() -> ProblemException.malformed("serial is missing"));
        return Response.ok(CardMapper.cards(batches.listCards(serial)).toString())
                .build();
    }
}
