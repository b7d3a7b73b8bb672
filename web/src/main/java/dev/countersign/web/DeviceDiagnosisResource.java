package dev.countersign.web;

import dev.countersign.diagnosis.NotificationDiagnosisDesk;
import dev.countersign.diagnosis.NotificationQuestion;
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
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;

/** {@code /device/installations/{id}/diagnosis/notifications}: why those of one of a phone's users do not come. */
@RequestScoped
@Path("/device/installations/{id}/diagnosis/notifications")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceDiagnosisResource {

    private static final String ENROLMENT = "enrolment";

    @Inject
    private NotificationDiagnosisDesk desk;

    @Context
    private HttpHeaders headers;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response diagnose(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        Map<NotificationQuestion, Boolean> answers = DiagnosisAnswers.of(NotificationQuestion.class, fields, ENROLMENT);
        UUID enrolment = Ids.ofField(ENROLMENT, fields.getString(ENROLMENT));
        return NotificationDiagnosisMapper.answer(
                Ids.require(id, uuid -> desk.diagnose(uuid, Bearer.orNone(headers), enrolment, answers)));
    }
}
