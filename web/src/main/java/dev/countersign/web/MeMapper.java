package dev.countersign.web;

import dev.countersign.token.CurrentSession;
import dev.countersign.token.SignedInUser;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** Who is signed in, and his session, as JSON. */
final class MeMapper {

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private MeMapper() {}

    static JsonObject json(SignedInUser user) {
        CurrentSession session = user.session();
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("userName", user.userName())
                .add("language", user.language())
                .add("scope", session.scope().claim())
                .add("factor", session.factor())
                .add("sessionId", session.id())
                .add("sessionExpiresAt", session.endsAt().toString())
                .add("signedInAt", session.createdAt().toString())
                .add("idleEndsAt", session.idleEndsAt().toString())
                .add("endsAt", session.endsAt().toString());
        session.factorId().ifPresent(id -> json.add("factorId", id));
        user.passwordChangedAt().ifPresent(at -> json.add("passwordChangedAt", at.toString()));
        return json.build();
    }

    static JsonObject json(CurrentSession session) {
        return JSON.createObjectBuilder()
                .add("id", session.id())
                .add("clientKind", session.clientKind())
                .add("factor", session.factor())
                .add("scope", session.scope().claim())
                .add("createdAt", session.createdAt().toString())
                .add("idleEndsAt", session.idleEndsAt().toString())
                .add("endsAt", session.endsAt().toString())
                .build();
    }
}
