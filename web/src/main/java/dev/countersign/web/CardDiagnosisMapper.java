package dev.countersign.web;

import dev.countersign.card.CardTrouble.KnownCard;
import dev.countersign.diagnosis.CardDiagnosisDesk.Diagnosis;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;

/** Between the values of diagnoses of cards and their JSON. */
final class CardDiagnosisMapper {

    private CardDiagnosisMapper() {}

    static Response answer(Diagnosis diagnosis) {
        return Response.ok(json(diagnosis).build().toString()).build();
    }

    static JsonObjectBuilder json(Diagnosis diagnosis) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("verdict", diagnosis.verdict().name());
        diagnosis.question().ifPresent(question -> json.add("question", DiagnosisAnswers.field(question)));
        json.add("asked", diagnosis.asked()).add("card", json(diagnosis.card(), diagnosis.now()));
        diagnosis.blockedUntil().ifPresent(until -> json.add("blockedUntil", until.toString()));
        return json.add("reference", diagnosis.reference().value());
    }

    private static JsonObjectBuilder json(KnownCard card, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("serial", card.serial())
                .add("standing", card.standing().name())
                .add("digits", card.digits())
                .add("asks", card.asks());
        card.shippedAt()
                .ifPresent(at -> json.add("day", Duration.between(at, now).toDays() + 1)
                        .add("days", card.enforcedAfter().toDays()));
        return json;
    }
}
