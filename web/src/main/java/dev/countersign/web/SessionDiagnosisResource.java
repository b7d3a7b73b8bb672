package dev.countersign.web;

import dev.countersign.diagnosis.CardDiagnosisDesk;
import dev.countersign.diagnosis.CardDoubt;
import dev.countersign.diagnosis.NotificationDiagnosisDesk;
import dev.countersign.diagnosis.NotificationQuestion;
import dev.countersign.diagnosis.SmsDiagnosisDesk;
import dev.countersign.diagnosis.SmsQuestion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** {@code /me/diagnosis}: why something of a signed-in user does not work. */
@RequestScoped
@SignedIn
@Path("/me/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
public class SessionDiagnosisResource {

    @Inject
    private NotificationDiagnosisDesk desk;

    @Inject
    private CardDiagnosisDesk cards;

    @Inject
    private SmsDiagnosisDesk messages;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Path("/notifications")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnoseNotifications(InputStream body) {
        return NotificationDiagnosisMapper.answer(desk.diagnose(
                SignedInContext.userOf(caller),
                DiagnosisAnswers.of(NotificationQuestion.class, JsonBody.readObject(headers.getMediaType(), body))));
    }

    @POST
    @Path("/cards/{serial}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnoseCard(@PathParam("serial") String serial, InputStream body) {
        return cards.diagnose(
                        SignedInContext.userOf(caller),
                        serial,
                        DiagnosisAnswers.of(CardDoubt.class, JsonBody.readObject(headers.getMediaType(), body)))
                .map(CardDiagnosisMapper::answer)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    @POST
    @Path("/numbers/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnoseNumber(@PathParam("id") String id, InputStream body) {
        return messages.diagnose(
                        SignedInContext.userOf(caller),
                        id,
                        DiagnosisAnswers.of(SmsQuestion.class, JsonBody.readObject(headers.getMediaType(), body)))
                .map(SmsDiagnosisMapper::answer)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }
}
