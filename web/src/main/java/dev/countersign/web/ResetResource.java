package dev.countersign.web;

import dev.countersign.factor.FactorAnswer;
import dev.countersign.password.AskedReset;
import dev.countersign.password.ClaimedReset;
import dev.countersign.password.PasswordDoor;
import dev.countersign.password.PasswordResets;
import dev.countersign.password.ResetOutcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;

/** {@code /password-resets}: a user who forgot his password gives himself a new one. */
@RequestScoped
@Path("/password-resets")
@Produces(MediaType.APPLICATION_JSON)
public class ResetResource {

    @Inject
    private PasswordResets resets;

    @Inject
    private PasswordDoor door;

    @Inject
    private Callers callers;

    @Inject
    private Proofs proofs;

    @Inject
    private EventStreams streams;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response claim(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("userName", "resetCode");
        ResetOutcome<ClaimedReset> outcome = resets.claim(
                fields.getString("userName"),
                fields.getString("resetCode"),
                callers.of(request).address());
        return PasswordMapper.answer(outcome, Status.CREATED, PasswordMapper::json);
    }

    @POST
    @Path("/{id}/question")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(ConfirmationMapper.FACTOR);
        ResetOutcome<AskedReset> outcome =
                resets.ask(id, Bearer.orNone(headers), fields.findString(ConfirmationMapper.FACTOR));
        return PasswordMapper.answer(outcome, Status.OK, PasswordMapper::json);
    }

    @GET
    @Path("/{id}/delivery")
    public Response getDelivery(@PathParam("id") String id) {
        return DeliveryMapper.answer(resets.findDelivery(id, Bearer.orNone(headers)));
    }

    @GET
    @Path("/{id}/delivery/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamDelivery(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        String secret = Bearer.orNone(headers);
        streams.openDelivery(id, () -> resets.findDelivery(id, secret), sink, sse);
    }

    @POST
    @Path("/{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response finish(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only(FactorAnswers.CODE, FactorAnswers.ASSERTION, "newPassword");
        FactorAnswer answer = proofs.answer(fields);
        return PasswordMapper.answer(
                door.reset(id, Bearer.orNone(headers), answer, PasswordMapper.newPassword(fields)),
                PasswordMapper::unproven);
    }
}
