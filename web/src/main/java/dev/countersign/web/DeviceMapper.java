package dev.countersign.web;

import dev.countersign.activation.Activated;
import dev.countersign.activation.BegunByToken;
import dev.countersign.activation.InstallationDesk.KnownUser;
import dev.countersign.activation.Locator;
import dev.countersign.activation.Offer;
import dev.countersign.activation.Redemption;
import dev.countersign.activation.SentRedemption;
import dev.countersign.activation.SentToken;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.SentPossession;
import dev.countersign.authenticator.SentPossession.SentAssertion;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.move.MoveKind;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Between the JSON that phones speak and the values of the core. */
final class DeviceMapper {

    private static final String FIRST = "ACTIVATE";

    private DeviceMapper() {}

    static DeviceReport report(JsonFields body) {
        return body.findObject("installation")
                .map(DeviceMapper::installation)
                .orElseThrow(() -> ProblemException.malformed("installation is missing"));
    }

    static DeviceReport installation(JsonFields fields) {
        fields.only(
                "id", "platform", "osVersion", "appVersion", "model", "unlock", "sensor", "statement", "notifications");
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

    /** What the app says of its notifications beside the rest of its report. */
    static Optional<NotificationReport> notifications(JsonFields installation) {
        return installation.findObject("notifications").map(fields -> {
            fields.only("permission", "online", "powerSaving", "focus", "region");
            try {
                return new NotificationReport(
                        JsonFields.oneOf(
                                "notifications.permission",
                                NotificationPermission.class,
                                fields.getString("permission")),
                        fields.findBoolean("online")
                                .orElseThrow(() -> ProblemException.malformed("notifications.online is missing")),
                        fields.findBoolean("powerSaving").orElse(false),
                        fields.findBoolean("focus").orElse(false),
                        fields.findString("region").orElse(""));
            } catch (IllegalArgumentException e) {
                throw ProblemException.malformed(e);
            }
        });
    }

    static Locator locator(JsonFields body) {
        try {
            return Locator.parse(body.getString("locator"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static Redemption redemption(JsonFields body, String token) {
        body.only(
                "method",
                "installation",
                "devicePublicKey",
                "approvalPublicKey",
                "confirmation",
                "possession",
                "sealedPin",
                "handOver");
        SentRedemption sent = new SentRedemption(
                body.getString("method"),
                body.getString("devicePublicKey"),
                body.getString("approvalPublicKey"),
                body.getString("confirmation"),
                body.findObject("possession")
                        .map(DeviceMapper::possession)
                        .orElseThrow(() -> ProblemException.malformed("possession is missing")),
                body.findString("sealedPin"),
                body.findObject("handOver").map(DeviceMapper::possession));
        try {
            return sent.read(report(body), token);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(Offer offer) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("activation", offer.activation().toString())
                .add("enrolment", offer.enrolment().toString())
                .add("challengeSuite", offer.challengeSuite());
        offer.approvalSuite().ifPresent(suite -> json.add("approvalSuite", suite));
        return json.add("serverPublicKey", offer.serverPublicKey())
                .add("expiresAt", offer.expiresAt().toString())
                .build();
    }

    /** What is to move; empty for a first activation. */
    static Optional<MoveKind> move(JsonFields body) {
        return body.findString("purpose")
                .filter(purpose -> !purpose.equals(FIRST))
                .map(purpose -> JsonFields.oneOf("purpose", MoveKind.class, purpose));
    }

    /** As a login from a phone, for the door and its record. */
    static LoginRequest login(JsonFields body) {
        try {
            return new LoginRequest(
                    body.getString("userName"),
                    body.getString("password"),
                    ClientKind.MOBILE,
                    "",
                    body.findString("language"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(BegunByToken begun) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        begun.numbers()
                .forEach(number -> numbers.add(Json.createObjectBuilder()
                        .add("id", number.id())
                        .add("label", number.label())
                        .add("default", number.isDefault())));
        return Json.createObjectBuilder()
                .add("activation", begun.activation().toString())
                .add("secret", begun.secret())
                .add("numbers", numbers)
                .add("expiresAt", begun.expiresAt().toString())
                .build();
    }

    static JsonObject json(SentToken sent) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        sent.label().ifPresent(label -> json.add("label", label));
        sent.challenge().ifPresent(challenge -> json.add("challenge", challenge));
        sent.resendAt().ifPresent(at -> json.add("resendAt", at.toString()));
        return json.add("expiresAt", sent.expiresAt().toString()).build();
    }

    static JsonObject json(Activated activated) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("enrolment", activated.enrolment().toString())
                .add("userName", activated.userName())
                .add("confirmation", activated.confirmationText());
        activated.move().weakUntil().ifPresent(until -> json.add("weakUntil", until.toString()));
        if (!activated.move().others().isEmpty()) {
            json.add("others", Json.createArrayBuilder(activated.move().others()));
        }
        return json.build();
    }

    static JsonObject json(List<KnownUser> users) {
        JsonArrayBuilder enrolments = Json.createArrayBuilder();
        users.forEach(user -> enrolments.add(Json.createObjectBuilder()
                .add("id", user.enrolment().toString())
                .add("userName", user.userName())
                .add("state", user.state().name())
                .add("renewalDue", user.renewalDue())));
        return Json.createObjectBuilder().add("enrolments", enrolments).build();
    }

    static SentPossession possession(JsonFields fields) {
        if (fields.findString("credential").isEmpty()) {
            return new SentPossession(Optional.empty(), fields.only("signature").getString("signature"));
        }
        fields.only("credential", "authenticatorData", "clientData", "signature");
        SentAssertion assertion = new SentAssertion(
                fields.getString("credential"), fields.getString("authenticatorData"), fields.getString("clientData"));
        return new SentPossession(Optional.of(assertion), fields.getString("signature"));
    }
}
