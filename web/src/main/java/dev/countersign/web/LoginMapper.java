package dev.countersign.web;

import dev.countersign.login.AttemptState;
import dev.countersign.login.AttemptView;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.RequestKey;
import dev.countersign.token.AccessToken;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Between the JSON of logins and the values of the core. */
final class LoginMapper {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private LoginMapper() {}

    static LoginRequest request(JsonFields body, Optional<RequestKey> key) {
        body.only("userName", "password", "client", "language", "cookies");
        Optional<JsonFields> client =
                body.findObject("client").map(fields -> fields.only("kind", "version", "passkeys"));
        Optional<String> language = body.findString("language");
        if (language.filter(tag -> !LANGUAGE.matcher(tag).matches()).isPresent()) {
            throw ProblemException.malformed("language must be a BCP 47 tag");
        }
        try {
            return new LoginRequest(
                    body.getString("userName"),
                    body.getString("password"),
                    client.map(fields -> JsonFields.oneOf("client.kind", ClientKind.class, fields.getString("kind")))
                            .orElse(ClientKind.WORKSTATION),
                    client.flatMap(fields -> fields.findString("version")).orElse(""),
                    language,
                    client.flatMap(fields -> fields.findBoolean("passkeys")).orElse(false),
                    key);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(OpenedAttempt opened) {
        return attempt(opened.attempt()).add("secret", opened.secret()).build();
    }

    static JsonObject json(AttemptView view) {
        return attempt(view).build();
    }

    static JsonObject json(AttemptState state) {
        return JSON.createObjectBuilder().add("state", state.name()).build();
    }

    static JsonObject json(AccessToken token) {
        return JSON.createObjectBuilder()
                .add("accessToken", token.value())
                .add("tokenType", "Bearer")
                .add("expiresIn", token.life().toSeconds())
                .build();
    }

    private static JsonObjectBuilder attempt(AttemptView view) {
        JsonArrayBuilder factors = JSON.createArrayBuilder();
        view.factors().forEach(factor -> factors.add(factor(factor)));
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", view.id())
                .add("state", view.state().name())
                .add("expiresAt", view.expiresAt().toString())
                .add("factors", factors);
        view.started().ifPresent(started -> json.add("started", started(started)));
        return json;
    }

    private static JsonObjectBuilder factor(Factor factor) {
        return JSON.createObjectBuilder()
                .add("id", factor.id())
                .add("kind", factor.kind())
                .add("label", factor.label())
                .add("default", factor.isDefault());
    }

    private static JsonObjectBuilder started(Started started) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("kind", started.kind())
                .add("state", started.state())
                .add("triesLeft", started.triesLeft());
        started.question().ifPresent(question -> json.add("publicKey", FactorAnswers.json(question)));
        started.challenge().ifPresent(challenge -> json.add("challenge", challenge));
        started.resendAt().ifPresent(at -> json.add("resendAt", at.toString()));
        json.add("expiresAt", started.expiresAt().toString());
        started.retryAfter().ifPresent(pause -> json.add("retryAfterSeconds", Problem.seconds(pause)));
        started.number().ifPresent(number -> json.add("number", number));
        started.resendsLeft().ifPresent(left -> json.add("resendsLeft", left));
        if (started.pushPaused()) {
            json.add("pushPaused", true);
        }
        if (started.alsoByMail()) {
            json.add("alsoByMail", true);
        }
        started.message().ifPresent(message -> json.add("message", SmsDiagnosisMapper.json(message)));
        started.reason().ifPresent(reason -> json.add("reason", reason.name()));
        return json;
    }
}
