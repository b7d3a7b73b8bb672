package dev.countersign.web;

import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationWish;
import dev.countersign.activation.BegunActivation;
import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.DiagnosisDesk;
import dev.countersign.token.SignedInUser;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;

/** {@code /me/activations}: a user makes a phone his authenticator. */
@RequestScoped
@SignedIn
@Path("/me/activations")
@Produces(MediaType.APPLICATION_JSON)
public class ActivationResource {

    private static final String REPLACES_LOST_PHONE = "replacesLostPhone";
    private static final String PAGE = "/activate/#";

    @Inject
    private ActivationDesk desk;

    @Inject
    private DiagnosisDesk diagnosis;

    @Inject
    private Origins origins;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only(Proofs.CONFIRMATION, REPLACES_LOST_PHONE);
        ActivationWish wish = new ActivationWish(
                proofs.find(fields), fields.findBoolean(REPLACES_LOST_PHONE).orElse(false));
        return ActivationMapper.answer(desk.begin(user(), wish), this::begun);
    }

    /**
     * A page asks by itself, so that looking keeps no session alive. It is told of the end, too, when the phone has taken the place of the
     * passcode or card that opened its session.
     */
    @GET
    @Path("/{id}")
    @Unnoticed
    @ForGridCard
    public Response get(@PathParam("id") String id) {
        return Response.ok(ActivationMapper.json(Ids.require(id, uuid -> desk.find(user(), uuid)))
                        .toString())
                .build();
    }

    @GET
    @Path("/{id}/qr.svg")
    @Produces("image/svg+xml")
    @Unnoticed
    public Response svg(@PathParam("id") String id) {
        return Response.ok(picture(id).svg()).build();
    }

    @GET
    @Path("/{id}/qr.png")
    @Produces("image/png")
    @Unnoticed
    public Response png(@PathParam("id") String id) {
        return Response.ok(picture(id).png()).build();
    }

    @POST
    @Path("/{id}/diagnosis")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnose(@PathParam("id") String id, InputStream body) {
        Answers answers = DiagnosisMapper.answers(JsonBody.readObject(headers.getMediaType(), body));
        return Ids.find(id)
                .map(uuid -> DiagnosisMapper.answer(diagnosis.diagnose(user(), uuid, answers)))
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    @DELETE
    @Path("/{id}")
    public Response cancel(@PathParam("id") String id) {
        Ids.require(id, uuid -> desk.cancel(user(), uuid) ? Optional.of(uuid) : Optional.empty());
        return Response.noContent().build();
    }

    private QrPicture picture(String id) {
        return QrPicture.of(link(Ids.require(id, uuid -> desk.findOpen(user(), uuid))));
    }

    private Response begun(BegunActivation begun) {
        return Response.status(Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/v1/me/activations/" + begun.view().id())
                .entity(ActivationMapper.json(begun, link(begun)).toString())
                .build();
    }

    private String link(BegunActivation begun) {
        return origins.own(request) + PAGE + begun.fragment();
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
