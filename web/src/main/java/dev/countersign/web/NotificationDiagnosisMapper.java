package dev.countersign.web;

import dev.countersign.diagnosis.NotificationDiagnosisDesk.Diagnosis;
import dev.countersign.diagnosis.NotificationEvidence.SeenPhone;
import dev.countersign.diagnosis.NotificationEvidence.SeenTest;
import dev.countersign.diagnosis.NotificationEvidence.Times;
import dev.countersign.push.NotificationHealth.Reported;
import dev.countersign.push.SentNotification;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/** Between the JSON of diagnoses of notifications and the values of the core. */
final class NotificationDiagnosisMapper {

    private NotificationDiagnosisMapper() {}

    static Response answer(Diagnosis diagnosis) {
        return Response.ok(json(diagnosis).build().toString()).build();
    }

    static JsonObjectBuilder json(Diagnosis diagnosis) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("verdict", diagnosis.finding().verdict().name());
        diagnosis.finding().cause().ifPresent(cause -> json.add("cause", cause.name()));
        diagnosis.finding().question().ifPresent(question -> json.add("question", DiagnosisAnswers.field(question)));
        diagnosis.evidence().phone().ifPresent(phone -> json.add("phone", json(phone)));
        diagnosis.evidence().test().ifPresent(test -> json.add("test", json(test)));
        return json.add("reference", diagnosis.reference().value());
    }

    private static JsonObjectBuilder json(SeenPhone phone) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("model", phone.model())
                .add("platform", phone.platform().name())
                .add("state", phone.state().name());
        phone.missingSystem().ifPresent(version -> json.add("missingSystem", version));
        phone.times().ifPresent(times -> add(json, times));
        return json;
    }

    private static void add(JsonObjectBuilder json, Times times) {
        json.add("activeSince", times.activeSince().toString())
                .add("seenAt", times.seenAt().toString());
        times.reported().ifPresent(reported -> json.add("reported", json(reported)));
        times.push().ifPresent(push -> json.add("push", json(push)));
    }

    private static JsonObjectBuilder json(Reported reported) {
        return Json.createObjectBuilder()
                .add("at", reported.at().toString())
                .add("permission", reported.report().permission().name())
                .add("online", reported.report().online())
                .add("powerSaving", reported.report().powerSaving())
                .add("focus", reported.report().focus())
                .add("region", reported.report().region());
    }

    private static JsonObjectBuilder json(SentNotification sent) {
        return Json.createObjectBuilder()
                .add("at", sent.at().toString())
                .add("arrival", sent.arrival().name());
    }

    private static JsonObjectBuilder json(SeenTest test) {
        return Json.createObjectBuilder()
                .add("state", test.state().name())
                .add("until", test.until().toString());
    }
}
