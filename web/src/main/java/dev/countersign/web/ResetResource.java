package dev.countersign.web;

import dev.countersign.factor.FactorAnswer;
import dev.countersign.password.AskedReset;
import dev.countersign.password.ClaimedReset;
import dev.countersign.password.PasswordDoor;
import dev.countersign.password.PasswordResets;
import dev.countersign.password.ResetOutcome;
import dev.countersign.password.ResetOutcome.Granted;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

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
    private Origins origins;

    @Inject
    private EventStreams streams;

    @Inject
    private Clock clock;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response claim(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("userName", "resetCode", "cookies");
        boolean isInBrowser = fields.findBoolean("cookies").orElse(false);
        if (isInBrowser) {
            origins.require(request);
        }
        ResetOutcome<ClaimedReset> outcome = resets.claim(
                fields.getString("userName"),
                fields.getString("resetCode"),
                callers.of(request).address());
        return isInBrowser
                ? claimedInBrowser(outcome)
                : PasswordMapper.answer(outcome, Status.CREATED, PasswordMapper::json);
    }

    /** The reset that this browser has begun; a page that was loaded again goes on with it. */
    @GET
    @Path("/current")
    public Response getCurrent() {
        return access().currentId()
                .flatMap(id -> resets.find(id, access().secret(id)))
                .map(reset -> Response.ok(PasswordMapper.json(reset).toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    /** The browser forgets it: another user sits there, or it has a newer reset code. The reset itself ends by its time. */
    @DELETE
    @Path("/current")
    public Response forgetCurrent() {
        origins.require(request);
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, Cookies.clear(Cookies.RESET))
                .build();
    }

    @POST
    @Path("/{id}/question")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(ConfirmationMapper.FACTOR);
        ResetOutcome<AskedReset> outcome =
                resets.ask(id, access().secretToChange(id), fields.findString(ConfirmationMapper.FACTOR));
        return PasswordMapper.answer(outcome, Status.OK, PasswordMapper::json);
    }

    @GET
    @Path("/{id}/delivery")
    public Response getDelivery(@PathParam("id") String id) {
        return DeliveryMapper.answer(resets.findDelivery(id, access().secret(id)));
    }

    @GET
    @Path("/{id}/delivery/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamDelivery(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        String secret = access().secret(id);
        streams.openDelivery(id, () -> resets.findDelivery(id, secret), sink, sse);
    }

    @POST
    @Path("/{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response finish(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only(FactorAnswers.CODE, FactorAnswers.ASSERTION, "newPassword");
        Optional<FactorAnswer> answer = proofs.findAnswer(fields);
        Response reset = PasswordMapper.answer(
                door.reset(id, access().secretToChange(id), answer, PasswordMapper.newPassword(fields)),
                PasswordMapper::unproven);
        return reset.getStatusInfo().getFamily() == Family.SUCCESSFUL && access().isByCookie(id)
                ? Response.fromResponse(reset)
                        .header(HttpHeaders.SET_COOKIE, Cookies.clear(Cookies.RESET))
                        .build()
                : reset;
    }

    private SecretAccess access() {
        return SecretAccess.ofReset(headers, request, origins);
    }

    /** The secret goes into a cookie that no script reads. */
    private Response claimedInBrowser(ResetOutcome<ClaimedReset> outcome) {
        Response answer = PasswordMapper.answer(outcome, Status.CREATED, reset -> PasswordMapper.json(reset.asked()));
        if (!(outcome instanceof Granted<ClaimedReset> claimed)) {
            return answer;
        }
        AskedReset reset = claimed.value().asked();
        Duration life = Duration.between(clock.instant(), reset.expiresAt());
        String cookie = access().setCookie(reset.id(), claimed.value().secret(), life);
        return Response.fromResponse(answer)
                .header(HttpHeaders.SET_COOKIE, cookie)
                .build();
    }
}
