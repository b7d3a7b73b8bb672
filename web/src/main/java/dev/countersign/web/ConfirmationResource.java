package dev.countersign.web;

import dev.countersign.confirmation.ConfirmationDesk;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;

/** {@code /me/confirmations}: a signed-in user is asked for the present factor before a change. */
@RequestScoped
@SignedIn
@Path("/me/confirmations")
@Produces(MediaType.APPLICATION_JSON)
public class ConfirmationResource {

    @Inject
    private ConfirmationDesk desk;

    @Inject
    private EventStreams streams;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        ConfirmationPurpose purpose = ConfirmationMapper.purpose(fields);
        ConfirmationOutcome<ConfirmationView> outcome =
                desk.begin(user(), purpose, fields.findString(ConfirmationMapper.FACTOR));
        if (outcome instanceof Granted<ConfirmationView> begun) {
            return Response.status(Status.CREATED)
                    .entity(ConfirmationMapper.json(begun.value()).toString())
                    .build();
        }
        if (outcome instanceof Refused<ConfirmationView> refused) {
            return ConfirmationMapper.problem(refused.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    /** A page asks by itself, so that looking keeps no session alive. */
    @GET
    @Path("/{id}/delivery")
    @Unnoticed
    public Response getDelivery(@PathParam("id") String id) {
        return DeliveryMapper.answer(desk.findDelivery(user(), id));
    }

    @GET
    @Path("/{id}/delivery/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Unnoticed
    public void streamDelivery(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        SignedInUser user = user();
        streams.openDelivery(user, id, () -> desk.findDelivery(user, id), sink, sse);
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
