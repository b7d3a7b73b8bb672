package dev.countersign.sdk;

import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.MalformedOctetsException;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.UUID;

/** The documents of the calls: what is sent, and how an answer is read. */
final class Messages {

    private static final int CONFIRMATION_OCTETS = 32;
    private static final int SECRET_OCTETS = 32;

    private Messages() {}

    static JsonObject report(DeviceReport report, UUID installation) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", installation.toString())
                .add("platform", report.platform().name())
                .add("osVersion", report.osVersion())
                .add("appVersion", report.appVersion())
                .add("model", report.model())
                .add("unlock", report.unlock().name())
                .add("sensor", report.sensor());
        report.statement().ifPresent(statement -> json.add("statement", statement));
        return json.build();
    }

    static JsonObjectBuilder named(Invitation invitation) {
        JsonObjectBuilder json = JsonText.object();
        invitation.activation().ifPresent(id -> json.add("activation", id.toString()));
        invitation.locator().ifPresent(locator -> json.add("locator", Base64Url.encode(locator)));
        return json;
    }

    /** The offer, for the invitation that it was asked for. */
    static Offer offer(JsonFields json, Invitation invitation) {
        Offer offer = new Offer(
                invitation,
                json.uuid("activation"),
                json.uuid("enrolment"),
                json.suite("challengeSuite"),
                json.findSuite("approvalSuite"),
                json.publicKey("serverPublicKey"),
                json.time("expiresAt"));
        if (invitation.activation().filter(id -> !id.equals(offer.activation())).isPresent()) {
            throw new MalformedDocumentException("activation is another one");
        }
        return offer;
    }

    static Begun begun(JsonFields json) {
        return new Begun(
                json.uuid("activation"),
                json.octets("secret", SECRET_OCTETS),
                json.objects("numbers").stream()
                        .map(one -> new Begun.TokenNumber(one.text("id"), one.text("label"), one.isTrue("default")))
                        .toList());
    }

    /** What the server says of a redemption that it took. */
    record Redeemed(Enrolled enrolled, Octets confirmation) {}

    static Redeemed redeemed(JsonFields json, Offer offer) {
        if (!json.uuid("enrolment").equals(offer.enrolment())) {
            throw new MalformedDocumentException("enrolment is another one");
        }
        Enrolled enrolled = new Enrolled(
                offer.enrolment(), json.text("userName"), json.findTime("weakUntil"), json.findTexts("others"));
        return new Redeemed(enrolled, json.octets("confirmation", CONFIRMATION_OCTETS));
    }

    static List<EnrolmentStatus> enrolments(JsonFields json) {
        return json.objects("enrolments").stream()
                .map(one -> new EnrolmentStatus(
                        new Enrolled(one.uuid("id"), one.text("userName")),
                        state(one.text("state")),
                        one.isTrue("renewalDue")))
                .toList();
    }

    static List<PendingRequest> requests(JsonFields json) {
        return json.objects("requests").stream().map(Messages::request).toList();
    }

    static DecidedLogin decided(JsonFields json) {
        return switch (json.text("state")) {
            case "AUTHENTICATED" -> DecidedLogin.AUTHENTICATED;
            case "DENIED" -> DecidedLogin.DENIED;
            default -> throw new MalformedDocumentException("state is none of a decision");
        };
    }

    private static PendingRequest request(JsonFields json) {
        try {
            return new PendingRequest(
                    json.uuid("id"),
                    json.uuid("enrolment"),
                    ApprovalRequest.parse(json.octets("request").toArray()),
                    json.bool("asksNumber"),
                    json.time("expiresAt"));
        } catch (MalformedOctetsException e) {
            throw new MalformedDocumentException("request is none of version 1");
        }
    }

    /** The server's part of a renewal. */
    record OfferedRenewal(UUID renewal, P256PublicKey serverKey) {}

    static OfferedRenewal offeredRenewal(JsonFields json) {
        return new OfferedRenewal(json.uuid("renewal"), json.publicKey("serverPublicKey"));
    }

    static Octets confirmation(JsonFields json) {
        return json.octets("confirmation", CONFIRMATION_OCTETS);
    }

    private static EnrolmentState state(String text) {
        for (EnrolmentState state : EnrolmentState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return EnrolmentState.OTHER;
    }
}
