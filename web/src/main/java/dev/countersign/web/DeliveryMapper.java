package dev.countersign.web;

import dev.countersign.sms.CodeDelivery;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Between the deliveries of codes and their JSON. */
final class DeliveryMapper {

    private DeliveryMapper() {}

    static JsonObject json(CodeDelivery delivery) {
        return Json.createObjectBuilder()
                .add("state", delivery.state().name())
                .add("message", SmsDiagnosisMapper.json(delivery.report()))
                .add("expiresAt", delivery.expiresAt().toString())
                .build();
    }

    static Response answer(Optional<CodeDelivery> delivery) {
        return Response.ok(json(require(delivery)).toString()).build();
    }

    /** What nobody waits for and what is not the caller's to know is one answer. */
    static CodeDelivery require(Optional<CodeDelivery> delivery) {
        return delivery.orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }
}
