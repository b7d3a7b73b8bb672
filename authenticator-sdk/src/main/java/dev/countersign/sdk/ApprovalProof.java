package dev.countersign.sdk;

import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.PinHash;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The body of a decision: what proves it, by the kind of the device (docs/device-protocol.md, "Approval"). */
final class ApprovalProof {

    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"countersign-approval+jws\"}";
    private static final String APPROVE = "APPROVE";
    private static final String DENY = "DENY";

    private ApprovalProof() {}

    /**
     * The user says that it was him.
     *
     * @param pin the caller's to wipe; not looked at where the phone unlocks the keys
     * @param server whose host is the relying party's id
     */
    static JsonObject approval(
            Enrolment enrolment, ApprovalRequest request, Optional<String> number, char[] pin, URI server) {
        JsonObjectBuilder body = JsonText.object();
        Optional<OcraSuite> suite = enrolment.approvalSuite();
        if (suite.isPresent()) {
            return body.add("approval", jws(enrolment, request, APPROVE, number))
                    .add("response", response(enrolment, suite.get(), request, pin))
                    .build();
        }
        body.add("decision", APPROVE)
                .add("assertion", Possession.of(enrolment.approvalKey(), request.octets(), server));
        number.ifPresent(digits -> body.add("number", digits));
        return body.build();
    }

    /** The user says that it was not him. */
    static JsonObject denial(Enrolment enrolment, ApprovalRequest request) {
        return enrolment.approvalSuite().isPresent()
                ? JsonText.object()
                        .add("approval", jws(enrolment, request, DENY, Optional.empty()))
                        .build()
                : JsonText.object().add("decision", DENY).build();
    }

    private static String jws(Enrolment enrolment, ApprovalRequest request, String decision, Optional<String> number) {
        JsonObjectBuilder payload = JsonText.object()
                .add("attempt", request.attempt().toString())
                .add("enrolment", enrolment.id().toString())
                .add("decision", decision)
                .add("nonce", Base64Url.encode(request.nonce()))
                .add("requestHash", Base64Url.encode(request.hash()));
        number.ifPresent(digits -> payload.add("number", digits));
        String signed = part(HEADER) + "." + part(payload.build().toString());
        return signed + "."
                + Base64Url.encode(enrolment.approvalKey().sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String response(Enrolment enrolment, OcraSuite suite, ApprovalRequest request, char[] pin) {
        try (PinHash hash = PinHash.of(pin, suite.pinHash().orElseThrow())) {
            OcraInput input = OcraInput.of(request.question()).withPin(hash);
            return Ocra.response(suite, enrolment.keys().approvalKey().orElseThrow(), input);
        }
    }

    private static String part(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }
}
