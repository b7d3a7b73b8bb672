package dev.countersign.web;

import dev.countersign.activation.CredentialDoor;
import dev.countersign.activation.DeviceDesk;
import dev.countersign.activation.InstallationDesk;
import dev.countersign.activation.InstallationDesk.KnownUser;
import dev.countersign.activation.Redemption;
import dev.countersign.activation.TokenDesk;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.DiagnosisDesk;
import dev.countersign.login.LoginRequest;
import dev.countersign.sms.CodeDelivery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /device}: what phones call; docs/device-protocol.md says the rest. */
@RequestScoped
@Path("/device")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceResource {

    @Inject
    private DeviceDesk desk;

    @Inject
    private CredentialDoor door;

    @Inject
    private TokenDesk tokens;

    @Inject
    private InstallationDesk installations;

    @Inject
    private DiagnosisDesk diagnosis;

    @Inject
    private Callers callers;

    @Inject
    private EventStreams streams;

    @Inject
    private Origins origins;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    @Path("/activations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response offer(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only("activation", "locator", "installation");
        DeviceReport report = DeviceMapper.report(fields);
        if (fields.findString("activation").isPresent()
                == fields.findString("locator").isPresent()) {
            throw ProblemException.malformed("one of activation and locator names the activation");
        }
        return ActivationMapper.answer(
                fields.findString("activation")
                        .map(id -> desk.offer(Ids.ofField("activation", id), report))
                        .orElseGet(() -> desk.offer(DeviceMapper.locator(fields), report, callers.address(request))),
                offer -> Response.ok(DeviceMapper.json(offer).toString()).build());
    }

    /** Without the portal: the password, and then the token of an SMS. Also how an authenticator moves. */
    @POST
    @Path("/activations/credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only("userName", "password", "language", "installation", "purpose");
        return ActivationMapper.answer(
                door.begin(
                        DeviceMapper.login(fields),
                        DeviceMapper.move(fields),
                        DeviceMapper.report(fields),
                        callers.of(request)),
                begun -> Response.status(Status.CREATED)
                        .entity(DeviceMapper.json(begun).toString())
                        .build());
    }

    @POST
    @Path("/activations/{id}/credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response repeat(@PathParam("id") String id, InputStream body) {
        LoginRequest login = DeviceMapper.login(
                JsonBody.readObject(headers.getMediaType(), body).only("userName", "password", "language"));
        return ActivationMapper.answer(
                Ids.require(id, uuid -> door.repeat(uuid, Bearer.orNone(headers), login, callers.of(request))),
                repeated -> Response.noContent().build());
    }

    @POST
    @Path("/activations/{id}/sms")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response sendToken(@PathParam("id") String id, InputStream body) {
        Optional<String> number =
                JsonBody.readObject(headers.getMediaType(), body).only("number").findString("number");
        return ActivationMapper.answer(
                Ids.require(id, uuid -> tokens.send(uuid, Bearer.orNone(headers), number)),
                sent -> Response.status(Status.ACCEPTED)
                        .entity(DeviceMapper.json(sent).toString())
                        .build());
    }

    @GET
    @Path("/activations/{id}/delivery")
    public Response getDelivery(@PathParam("id") String id) {
        return DeliveryMapper.answer(findDelivery(id, Bearer.orNone(headers)));
    }

    @GET
    @Path("/activations/{id}/delivery/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamDelivery(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        String secret = Bearer.orNone(headers);
        streams.openDelivery(id, () -> findDelivery(id, secret), sink, sse);
    }

    private Optional<CodeDelivery> findDelivery(String id, String secret) {
        return Ids.find(id).flatMap(uuid -> tokens.findDelivery(uuid, secret));
    }

    @POST
    @Path("/activations/{id}/redemption")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response redeem(@PathParam("id") String id, InputStream body) {
        Redemption redemption =
                DeviceMapper.redemption(JsonBody.readObject(headers.getMediaType(), body), Bearer.orNone(headers));
        RelyingParty relyingParty = new RelyingParty(origins.all(request));
        return Ids.find(id)
                .map(uuid -> ActivationMapper.answer(
                        desk.redeem(uuid, redemption, relyingParty),
                        activated -> Response.status(Status.CREATED)
                                .entity(DeviceMapper.json(activated).toString())
                                .build()))
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.ACT_SESSION_UNKNOWN)));
    }

    @GET
    @Path("/installations/{id}")
    public Response get(@PathParam("id") String id) {
        List<KnownUser> users = Ids.require(id, uuid -> installations.findUsers(uuid, Bearer.orNone(headers)));
        return Response.ok(DeviceMapper.json(users).toString()).build();
    }

    @POST
    @Path("/installations/{id}/reset")
    public Response reset(@PathParam("id") String id) {
        Ids.require(id, uuid -> Optional.of(uuid).filter(known -> installations.reset(known, Bearer.orNone(headers))));
        return Response.noContent().build();
    }

    @POST
    @Path("/installations/{id}/diagnosis")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnose(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        UUID enrolment = Ids.ofField("enrolment", fields.getString("enrolment"));
        Answers answers = DiagnosisMapper.answers(fields);
        return DiagnosisMapper.answer(
                Ids.require(id, uuid -> diagnosis.diagnose(uuid, Bearer.orNone(headers), enrolment, answers)));
    }

    /** The body names the installation once more; both must be one. */
    @PUT
    @Path("/installations/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response report(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        DeviceReport report = DeviceMapper.installation(fields);
        if (!report.installation().toString().equals(id)) {
            throw ProblemException.malformed("id must be that of the path");
        }
        return ActivationMapper.answer(
                Ids.require(
                        id,
                        uuid -> installations.report(
                                Bearer.orNone(headers), report, DeviceMapper.notifications(fields))),
                known -> Response.noContent().build());
    }
}
