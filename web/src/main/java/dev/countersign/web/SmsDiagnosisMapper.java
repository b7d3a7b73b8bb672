package dev.countersign.web;

import dev.countersign.diagnosis.SmsDiagnosisDesk.Diagnosis;
import dev.countersign.diagnosis.SmsEvidence;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.sms.SmsReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Between the values of diagnoses of text messages and their JSON. */
final class SmsDiagnosisMapper {

    private SmsDiagnosisMapper() {}

    static Response answer(Diagnosis diagnosis) {
        return Response.ok(json(diagnosis).build().toString()).build();
    }

    static JsonObjectBuilder json(Diagnosis diagnosis) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("verdict", diagnosis.verdict().name());
        diagnosis.question().ifPresent(question -> json.add("question", DiagnosisAnswers.field(question)));
        SmsEvidence evidence = diagnosis.evidence();
        evidence.number().ifPresent(number -> json.add("number", number));
        evidence.message().ifPresent(message -> json.add("message", json(message)));
        evidence.until().ifPresent(until -> json.add("until", until.toString()));
        evidence.contact().ifPresent(contact -> json.add("contact", contact));
        json.add("factors", json(evidence.factors()));
        evidence.advice().ifPresent(advice -> json.add("advice", advice.name()));
        return json.add("reference", diagnosis.reference().value());
    }

    static JsonObjectBuilder json(SmsReport report) {
        return Json.createObjectBuilder()
                .add("state", report.standing().name())
                .add("sentAt", report.sentAt().toString())
                .add("at", report.at().toString());
    }

    private static JsonArrayBuilder json(List<OwnedFactor> factors) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        factors.forEach(factor -> json.add(
                Json.createObjectBuilder().add("kind", factor.kind().name()).add("label", factor.label())));
        return json;
    }
}
