package dev.countersign.web;

import dev.countersign.card.CardPin;
import dev.countersign.card.CardResynchronisation;
import dev.countersign.card.OwnCards;
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
import java.util.Optional;

/** {@code /me/cards}: a user activates his display card, gives it another PIN, or finds it again where it ran away. */
@RequestScoped
@SignedIn
@Path("/me/cards")
@Produces(MediaType.APPLICATION_JSON)
public class OwnCardResource {

    @Inject
    private OwnCards cards;

    @Inject
    private CardResynchronisation resynchronisation;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardMapper.ownCards(cards.list(user())).toString()).build();
    }

    @POST
    @Path("/{serial}/challenge")
    public Response ask(@PathParam("serial") String serial, InputStream body) {
        Optional<CardPin> pin = CardMapper.pin(
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only("pin"));
        return CardMapper.answer(
                cards.ask(user(), serial, pin),
                asked -> Response.ok(CardMapper.json(asked).toString()).build());
    }

    @POST
    @Path("/{serial}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("serial") String serial, InputStream body) {
        String code =
                JsonBody.readObject(headers.getMediaType(), body).only("code").getString("code");
        return CardMapper.answer(
                cards.answer(user(), serial, code),
                card -> Response.ok(CardMapper.json(card).toString()).build());
    }

    @POST
    @Path("/{serial}/resynchronisation")
    public Response askTwice(@PathParam("serial") String serial) {
        return CardMapper.answer(resynchronisation.ask(user(), serial), CardMapper::twice);
    }

    @POST
    @Path("/{serial}/resynchronisation/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resynchronise(@PathParam("serial") String serial, InputStream body) {
        return CardMapper.answer(
                resynchronisation.answer(
                        user(), serial, CardMapper.twoCodes(JsonBody.readObject(headers.getMediaType(), body))),
                card -> Response.ok(CardMapper.json(card).toString()).build());
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
