package dev.countersign.web;

import dev.countersign.diagnosis.CardDiagnosisDesk;
import dev.countersign.diagnosis.CardDoubt;
import dev.countersign.diagnosis.NotificationDiagnosisDesk;
import dev.countersign.diagnosis.NotificationQuestion;
import dev.countersign.diagnosis.SmsDiagnosisDesk;
import dev.countersign.diagnosis.SmsQuestion;
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
import java.io.InputStream;
import java.util.Map;

/** {@code /logins/{id}/diagnosis}: why a login does not go on, for whoever has its secret. */
@RequestScoped
@Path("/logins/{id}/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
public class LoginDiagnosisResource {

    @Inject
    private NotificationDiagnosisDesk desk;

    @Inject
    private CardDiagnosisDesk cards;

    @Inject
    private SmsDiagnosisDesk messages;

    @Inject
    private Origins origins;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    public Response look(@PathParam("id") String id) {
        return LoginResource.answer(desk.look(id, access().secret(id)), NotificationDiagnosisMapper::answer);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnose(@PathParam("id") String id, InputStream body) {
        Map<NotificationQuestion, Boolean> answers =
                DiagnosisAnswers.of(NotificationQuestion.class, JsonBody.readObject(headers.getMediaType(), body));
        return LoginResource.answer(
                desk.diagnose(id, access().secretToChange(id), answers), NotificationDiagnosisMapper::answer);
    }

    @POST
    @Path("/card")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnoseCard(@PathParam("id") String id, InputStream body) {
        Map<CardDoubt, Boolean> answers =
                DiagnosisAnswers.of(CardDoubt.class, JsonBody.readObject(headers.getMediaType(), body));
        return LoginResource.answer(
                cards.diagnose(id, access().secretToChange(id), answers), CardDiagnosisMapper::answer);
    }

    @GET
    @Path("/sms")
    public Response lookAtSms(@PathParam("id") String id) {
        return LoginResource.answer(messages.look(id, access().secret(id)), SmsDiagnosisMapper::answer);
    }

    @POST
    @Path("/sms")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnoseSms(@PathParam("id") String id, InputStream body) {
        Map<SmsQuestion, Boolean> answers =
                DiagnosisAnswers.of(SmsQuestion.class, JsonBody.readObject(headers.getMediaType(), body));
        return LoginResource.answer(
                messages.diagnose(id, access().secretToChange(id), answers), SmsDiagnosisMapper::answer);
    }

    private SecretAccess access() {
        return SecretAccess.ofAttempt(headers, request, origins);
    }
}
