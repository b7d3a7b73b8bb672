package dev.countersign.web;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorAnswer.Signed;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.factor.SignedFactor;
import dev.countersign.passkey.NewPasskey;
import dev.countersign.passkey.NewPasskey.Known;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Between the JSON of questions and answers of factors and the values of the core. What devices are asked is in the form that browsers
 * read: {@code PublicKeyCredential.parseRequestOptionsFromJSON} and {@code parseCreationOptionsFromJSON} (Web Authentication Level 3,
 * section 5.1).
 */
final class FactorAnswers {

    static final String CODE = "code";
    static final String ASSERTION = "assertion";

    /** For so long a browser waits for its user. */
    private static final int PATIENCE_MILLISECONDS = 120_000;

    private static final String PUBLIC_KEY = "public-key";

    private FactorAnswers() {}

    /**
     * What was typed, or what a device signed: one of them.
     *
     * @param origins addresses of our pages
     */
    static FactorAnswer read(JsonFields fields, List<String> origins) {
        return find(fields, origins).orElseThrow(FactorAnswers::notOne);
    }

    /** The same, or neither of them. */
    static Optional<FactorAnswer> find(JsonFields fields, List<String> origins) {
        Optional<FactorAnswer> typed = fields.findString(CODE).map(Typed::new);
        Optional<FactorAnswer> signed = fields.findObject(ASSERTION).map(assertion -> signed(assertion, origins));
        if (typed.isPresent() && signed.isPresent()) {
            throw notOne();
        }
        return typed.or(() -> signed);
    }

    private static ProblemException notOne() {
        return ProblemException.malformed(CODE + " or " + ASSERTION + ", one of them");
    }

    private static Signed signed(JsonFields assertion, List<String> origins) {
        assertion.only("credential", "authenticatorData", "clientData", "signature");
        try {
            return new Signed(
                    assertion.getString("credential"),
                    Base64Octets.decode("authenticatorData", assertion.getString("authenticatorData")),
                    Base64Octets.decode("clientData", assertion.getString("clientData")),
                    Base64Octets.decode("signature", assertion.getString("signature")),
                    origins);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    /** {@code PublicKeyCredentialRequestOptionsJSON}. */
    static JsonObject json(SignedFactor.Question question) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("challenge", question.challenge());
        question.relyingParty().ifPresent(id -> json.add("rpId", id));
        return json.add(
                        "allowCredentials",
                        Json.createArrayBuilder().add(credential(question.credential(), question.transports())))
                .add("userVerification", "required")
                .add("timeout", PATIENCE_MILLISECONDS)
                .build();
    }

    /** {@code PublicKeyCredentialCreationOptionsJSON}. */
    static JsonObject json(NewPasskey asked) {
        JsonObjectBuilder relyingParty = Json.createObjectBuilder().add("name", asked.relyingPartyName());
        asked.relyingParty().ifPresent(id -> relyingParty.add("id", id));
        JsonArrayBuilder algorithms = Json.createArrayBuilder();
        asked.algorithms()
                .forEach(algorithm -> algorithms.add(
                        Json.createObjectBuilder().add("type", PUBLIC_KEY).add("alg", algorithm)));
        JsonArrayBuilder known = Json.createArrayBuilder();
        for (Known one : asked.known()) {
            known.add(credential(one.credential(), one.transports()));
        }
        return Json.createObjectBuilder()
                .add("rp", relyingParty)
                .add(
                        "user",
                        Json.createObjectBuilder()
                                .add("id", asked.userHandle())
                                .add("name", asked.userName())
                                .add("displayName", asked.userName()))
                .add("challenge", asked.challenge())
                .add("pubKeyCredParams", algorithms)
                .add("excludeCredentials", known)
                .add(
                        "authenticatorSelection",
                        Json.createObjectBuilder()
                                .add("residentKey", "preferred")
                                .add("userVerification", "required"))
                .add("attestation", "none")
                .add("timeout", PATIENCE_MILLISECONDS)
                .build();
    }

    private static JsonObjectBuilder credential(String id, List<String> transports) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("type", PUBLIC_KEY).add("id", id);
        return transports.isEmpty() ? json : json.add("transports", Json.createArrayBuilder(transports));
    }
}
