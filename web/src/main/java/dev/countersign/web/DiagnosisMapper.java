package dev.countersign.web;

import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.DiagnosisDesk.Diagnosis;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/** Between the JSON of diagnoses and the values of the core. */
final class DiagnosisMapper {

    private DiagnosisMapper() {}

    /** What the user was not asked counts as fine. */
    static Answers answers(JsonFields body) {
        body.only("enrolment", "camera", "recognised", "installed", "faulted");
        return new Answers(
                body.findBoolean("camera").orElse(true),
                body.findBoolean("recognised").orElse(true),
                body.findBoolean("installed").orElse(true),
                body.findBoolean("faulted").orElse(false));
    }

    static Response answer(Diagnosis diagnosis) {
        return Response.ok(json(diagnosis).build().toString()).build();
    }

    static JsonObjectBuilder json(Diagnosis diagnosis) {
        return Json.createObjectBuilder()
                .add("verdict", diagnosis.verdict().name())
                .add("reference", diagnosis.reference().value());
    }
}
