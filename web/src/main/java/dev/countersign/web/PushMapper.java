package dev.countersign.web;

import dev.countersign.authenticator.ApprovalAnswer;
import dev.countersign.authenticator.ApprovalAnswer.Decision;
import dev.countersign.authenticator.ApprovalAnswer.OfDevice;
import dev.countersign.authenticator.ApprovalAnswer.OfPin;
import dev.countersign.authenticator.Base64Octets;
import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.push.ApnsAddress;
import dev.countersign.push.FcmAddress;
import dev.countersign.push.PushAddress;
import dev.countersign.push.PushDesk.Waiting;
import dev.countersign.push.PushDesk.WaitingRequest;
import dev.countersign.push.PushService;
import dev.countersign.push.WebPushAddress;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Between the JSON of notifications and approvals and the values of the core. */
final class PushMapper {

    private PushMapper() {}

    static PushAddress address(JsonFields body) {
        PushService service = JsonFields.oneOf("service", PushService.class, body.getString("service"));
        try {
            return switch (service) {
                case WEB_PUSH -> {
                    body.only("service", "endpoint", "p256dh", "auth");
                    yield WebPushAddress.of(
                            body.getString("endpoint"), body.getString("p256dh"), body.getString("auth"));
                }
                case APNS -> new ApnsAddress(body.only("service", "deviceToken").getString("deviceToken"));
                case FCM ->
                    new FcmAddress(body.only("service", "registrationToken").getString("registrationToken"));
            };
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static ApprovalAnswer answer(JsonFields body) {
        if (body.findString("approval").isPresent()) {
            body.only("approval", "response");
            return new OfPin(body.getString("approval"), body.findString("response"));
        }
        body.only("decision", "number", "assertion");
        Decision decision = JsonFields.oneOf("decision", Decision.class, body.getString("decision"));
        return new OfDevice(
                decision,
                body.findString("number"),
                body.findObject("assertion").map(PushMapper::assertion));
    }

    static JsonObject json(Waiting waiting) {
        JsonArrayBuilder requests = Json.createArrayBuilder();
        waiting.requests().forEach(request -> requests.add(json(request)));
        return Json.createObjectBuilder()
                .add("requests", requests)
                .add("renewPush", waiting.renewalDue())
                .build();
    }

    static JsonObject keyJson(Optional<String> applicationServerKey) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        applicationServerKey.ifPresent(key -> json.add("applicationServerKey", key));
        return json.build();
    }

    private static Asserted assertion(JsonFields fields) {
        try {
            if (DeviceMapper.possession(fields).read("assertion") instanceof Asserted asserted) {
                return asserted;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
        throw ProblemException.malformed("assertion.credential is missing");
    }

    private static JsonObjectBuilder json(WaitingRequest request) {
        return Json.createObjectBuilder()
                .add("id", request.id().toString())
                .add("enrolment", request.enrolment().toString())
                .add("request", Base64Octets.encode(request.octets()))
                .add("asksNumber", request.asksNumber())
                .add("expiresAt", request.expiresAt().toString());
    }
}
