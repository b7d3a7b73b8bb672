package dev.countersign.web;

import dev.countersign.activation.Activated;
import dev.countersign.activation.InstallationDesk.KnownUser;
import dev.countersign.activation.Offer;
import dev.countersign.activation.Possession;
import dev.countersign.activation.Redemption;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Between the JSON that phones speak and the values of the core. */
final class DeviceMapper {

    private static final int LOCATOR_OCTETS = 16;
    private static final int CONFIRMATION_OCTETS = 32;

    private DeviceMapper() {}

    static DeviceReport report(JsonFields body) {
        return body.findObject("installation")
                .map(DeviceMapper::installation)
                .orElseThrow(() -> ProblemException.malformed("installation is missing"));
    }

    static DeviceReport installation(JsonFields fields) {
        fields.only("id", "platform", "osVersion", "appVersion", "model", "unlock", "sensor", "statement");
        try {
            return new DeviceReport(
                    Ids.ofField("installation.id", fields.getString("id")),
                    JsonFields.oneOf("installation.platform", Platform.class, fields.getString("platform")),
                    fields.getString("osVersion"),
                    fields.getString("appVersion"),
                    fields.getString("model"),
                    JsonFields.oneOf("installation.unlock", UnlockKind.class, fields.getString("unlock")),
                    fields.findBoolean("sensor").orElse(false),
                    fields.findString("statement"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static Octets locator(JsonFields body) {
        return octets(body, "locator", LOCATOR_OCTETS);
    }

    static Redemption redemption(JsonFields body, String token) {
        body.only(
                "method",
                "installation",
                "devicePublicKey",
                "approvalPublicKey",
                "confirmation",
                "possession",
                "sealedPin");
        try {
            return new Redemption(
                    method(body.getString("method")),
                    report(body),
                    token,
                    new P256PublicKey(octets(body, "devicePublicKey")),
                    new P256PublicKey(octets(body, "approvalPublicKey")),
                    octets(body, "confirmation", CONFIRMATION_OCTETS),
                    body.findObject("possession")
                            .map(DeviceMapper::possession)
                            .orElseThrow(() -> ProblemException.malformed("possession is missing")),
                    body.findString("sealedPin").map(text -> decode("sealedPin", text)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(Offer offer) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("activation", offer.activation().toString())
                .add("enrolment", offer.enrolment().toString())
                .add("challengeSuite", offer.suites().challenge().text());
        offer.suites().approval().ifPresent(suite -> json.add("approvalSuite", suite.text()));
        return json.add("serverPublicKey", encode(offer.serverKey().octets()))
                .add("expiresAt", offer.expiresAt().toString())
                .build();
    }

    static JsonObject json(Activated activated) {
        return Json.createObjectBuilder()
                .add("enrolment", activated.enrolment().toString())
                .add("userName", activated.userName())
                .add("confirmation", encode(activated.confirmation()))
                .build();
    }

    static JsonObject json(List<KnownUser> users) {
        JsonArrayBuilder enrolments = Json.createArrayBuilder();
        users.forEach(user -> enrolments.add(Json.createObjectBuilder()
                .add("id", user.enrolment().toString())
                .add("userName", user.userName())
                .add("state", user.state().name())));
        return Json.createObjectBuilder().add("enrolments", enrolments).build();
    }

    private static Possession possession(JsonFields fields) {
        if (fields.findString("credential").isEmpty()) {
            return new Possession.Signed(octets(fields.only("signature"), "signature"));
        }
        fields.only("credential", "authenticatorData", "clientData", "signature");
        return new Possession.Asserted(
                fields.getString("credential"),
                octets(fields, "authenticatorData"),
                octets(fields, "clientData"),
                octets(fields, "signature"));
    }

    private static ActivationMethod method(String name) {
        return Arrays.stream(ActivationMethod.values())
                .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.malformed("method must be qr, code or sms"));
    }

    private static Octets octets(JsonFields fields, String name, int length) {
        Octets octets = octets(fields, name);
        if (octets.length() != length) {
            throw ProblemException.malformed(name + " has " + length + " octets");
        }
        return octets;
    }

    private static Octets octets(JsonFields fields, String name) {
        return decode(name, fields.getString(name));
    }

    private static Octets decode(String name, String text) {
        try {
            return Octets.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(name + " must be base64url without padding");
        }
    }

    private static String encode(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }
}
