package dev.countersign.sdk;

import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Optional;

/** The state of a device as JSON text, secrets in the open. Strings cannot be wiped: they wait for the garbage collector. */
final class StateDocument {

    private static final String FORMAT = "countersign-device-1";

    private StateDocument() {}

    static String write(DeviceState state) {
        JsonArrayBuilder enrolments = JsonText.array();
        state.enrolments().forEach(enrolment -> enrolments.add(json(enrolment)));
        JsonObjectBuilder document = JsonText.object().add("format", FORMAT);
        state.installation().ifPresent(installation -> document.add("installation", json(installation)));
        return document.add("enrolments", enrolments).build().toString();
    }

    /** Throws {@link MalformedDocumentException}, whose message has no secret. */
    static DeviceState read(String text) {
        try {
            return state(JsonText.read(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException("an address or a key is none");
        }
    }

    private static DeviceState state(JsonFields document) {
        if (!document.text("format").equals(FORMAT)) {
            throw new MalformedDocumentException("format is not " + FORMAT);
        }
        return new DeviceState(
                document.findObject("installation").map(StateDocument::installation),
                document.objects("enrolments").stream()
                        .map(StateDocument::enrolment)
                        .toList());
    }

    private static JsonObject json(Installation installation) {
        return JsonText.object()
                .add("server", installation.server().toString())
                .add("id", installation.id().toString())
                .add("token", installation.bearer())
                .build();
    }

    private static Installation installation(JsonFields json) {
        return new Installation(URI.create(json.text("server")), json.uuid("id"), json.octets("token", 32));
    }

    private static JsonObject json(Enrolment enrolment) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", enrolment.id().toString())
                .add("userName", enrolment.userName())
                .add("challengeSuite", enrolment.challengeSuite().text())
                .add("challengeKey", text(enrolment.keys().challengeKey()));
        enrolment.approvalSuite().ifPresent(suite -> json.add("approvalSuite", suite.text()));
        enrolment.keys().approvalKey().ifPresent(key -> json.add("approvalOcraKey", text(key)));
        return json.add("approvalKey", json(enrolment.approvalKey())).build();
    }

    private static String text(OcraKey key) {
        return Base64Url.encode(key.octets());
    }

    private static JsonObject json(ApprovalKey key) {
        try (Octets secret = key.pair().privateOctets()) {
            JsonObjectBuilder json = JsonText.object()
                    .add("private", Base64Url.encode(secret))
                    .add("public", Base64Url.encode(key.pair().publicKey().octets()));
            key.credential().ifPresent(id -> json.add("credential", Base64Url.encode(id)));
            return json.build();
        }
    }

    private static Enrolment enrolment(JsonFields json) {
        Optional<OcraKey> approvalOcraKey =
                json.findText("approvalOcraKey").map(present -> new OcraKey(json.octets("approvalOcraKey")));
        return new Enrolment(
                json.uuid("id"),
                json.text("userName"),
                json.suite("challengeSuite"),
                json.findSuite("approvalSuite"),
                new EnrolmentKeys(new OcraKey(json.octets("challengeKey")), approvalOcraKey),
                approvalKey(json.object("approvalKey")));
    }

    private static ApprovalKey approvalKey(JsonFields json) {
        try (Octets secret = json.octets("private")) {
            return new ApprovalKey(
                    P256KeyPair.of(secret, json.publicKey("public")),
                    json.findText("credential").map(present -> json.octets("credential")));
        }
    }
}
