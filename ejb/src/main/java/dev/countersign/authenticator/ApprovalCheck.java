package dev.countersign.authenticator;

import dev.countersign.authenticator.ApprovalAnswer.Decision;
import dev.countersign.authenticator.ApprovalAnswer.OfDevice;
import dev.countersign.authenticator.ApprovalAnswer.OfPin;
import dev.countersign.authenticator.ApprovalVerdict.Kind;
import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.crypto.Ecdsa;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.PinHash;
import dev.countersign.device.Response;
import dev.countersign.token.CompactJws;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that an answer was given by a user's phone over the very octets that the server fixed (docs/device-protocol.md,
 * "Approval"). Changes nothing but the time of the last use; counting wrong PINs is the caller's.
 */
@ApplicationScoped
public class ApprovalCheck {

    /** {@code typ} of the JWS. */
    static final String TYPE = "countersign-approval+jws";

    private static final Set<String> HEADER = Set.of("alg", "typ");
    private static final Set<String> FIELDS =
            Set.of("attempt", "enrolment", "decision", "number", "nonce", "requestHash");

    @Inject
    private AuthenticatorStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** The enrolment is active, and the request was made for it. */
    public ApprovalVerdict check(
            Enrolment phone, ApprovalRequest request, ApprovalAnswer answer, RelyingParty relyingParty) {
        ApprovalVerdict verdict = phone.approvalSuite().isPresent()
                ? ofPin(phone, request, answer)
                : ofDevice(phone, request, answer, relyingParty);
        if (verdict.kind() == Kind.APPROVES) {
            phone.used(clock.instant());
        }
        return verdict;
    }

    private ApprovalVerdict ofDevice(
            Enrolment phone, ApprovalRequest request, ApprovalAnswer answer, RelyingParty relyingParty) {
        if (!(answer instanceof OfDevice sent)) {
            return ApprovalVerdict.proofWrong();
        }
        if (sent.decision() == Decision.DENY) {
            return new ApprovalVerdict(Kind.DENIES, Optional.empty());
        }
        Optional<Asserted> right = sent.assertion()
                .filter(assertion -> phone.credential().equals(Optional.of(assertion.credential())))
                .filter(assertion ->
                        PossessionCheck.isRight(assertion, phone.approvalKey(), request.octets(), relyingParty));
        return right.isPresent() ? new ApprovalVerdict(Kind.APPROVES, sent.number()) : ApprovalVerdict.proofWrong();
    }

    private ApprovalVerdict ofPin(Enrolment phone, ApprovalRequest request, ApprovalAnswer answer) {
        if (!(answer instanceof OfPin sent)) {
            return ApprovalVerdict.proofWrong();
        }
        Optional<JsonObject> signed = CompactJws.parse(sent.jws())
                .filter(ApprovalCheck::isOurs)
                .filter(jws -> Ecdsa.isSignature(
                        jws.signed(), jws.signature(), phone.approvalKey().toJdk()))
                .map(CompactJws::payload)
                .filter(payload -> isOver(payload, phone, request));
        if (signed.isEmpty()) {
            return ApprovalVerdict.proofWrong();
        }
        Optional<String> number = text(signed.get(), "number");
        return switch (text(signed.get(), "decision").orElse("")) {
            case "DENY" -> new ApprovalVerdict(Kind.DENIES, number);
            case "APPROVE" ->
                new ApprovalVerdict(
                        isResponse(phone, request, sent.response()) ? Kind.APPROVES : Kind.PIN_WRONG, number);
            default -> ApprovalVerdict.proofWrong();
        };
    }

    private static boolean isOurs(CompactJws jws) {
        return jws.header().keySet().equals(HEADER)
                && text(jws.header(), "alg").equals(Optional.of("ES256"))
                && text(jws.header(), "typ").equals(Optional.of(TYPE));
    }

    private static boolean isOver(JsonObject payload, Enrolment phone, ApprovalRequest request) {
        return FIELDS.containsAll(payload.keySet())
                && is(payload, "attempt", request.attempt().toString())
                && is(payload, "enrolment", phone.id().toString())
                && is(payload, "nonce", Base64Octets.encode(request.nonce()))
                && is(payload, "requestHash", Base64Octets.encode(request.hash()));
    }

    private boolean isResponse(Enrolment phone, ApprovalRequest request, Optional<String> typed) {
        Optional<PinHash> pin = store.getInstallation(phone.installationId()).pin(secrets);
        Optional<Response> response = typed.flatMap(Response::parse);
        Optional<OcraKey> known = phone.approvalOcraKey(secrets);
        if (pin.isEmpty() || response.isEmpty() || known.isEmpty()) {
            return false;
        }
        OcraSuite suite = phone.approvalSuite().orElseThrow();
        try (OcraKey key = known.get()) {
            OcraInput input = OcraInput.of(request.question()).withPin(pin.get());
            return Ocra.isResponse(suite, key, input, response.get().digits());
        }
    }

    private static boolean is(JsonObject payload, String field, String expected) {
        return text(payload, field).equals(Optional.of(expected));
    }

    private static Optional<String> text(JsonObject object, String field) {
        return object.get(field) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
