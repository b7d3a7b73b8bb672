package dev.countersign.web;

import dev.countersign.crypto.KeyInventory;
import dev.countersign.crypto.KeyInventory.DataKeyView;
import dev.countersign.crypto.KeyInventory.MasterKeyView;
import dev.countersign.crypto.KeyOutcome.Refused;
import dev.countersign.crypto.Purpose;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Between the JSON of keys and the values of the core. */
final class KeyMapper {

    private KeyMapper() {}

    /**
     * What is to be rotated.
     *
     * @param purpose whose data key; empty for the master key
     */
    record Order(Optional<Purpose> purpose) {}

    static Order order(JsonFields body) {
        body.only("kind", "purpose");
        Optional<Purpose> purpose = body.findString("purpose").map(KeyMapper::purpose);
        String kind = body.getString("kind");
        boolean data = kind.equals("DATA");
        if (!data && !kind.equals("MASTER")) {
            throw ProblemException.malformed("kind must be DATA or MASTER");
        }
        if (data != purpose.isPresent()) {
            throw ProblemException.malformed(
                    data ? "DATA needs a purpose" : "MASTER has no purpose: it wraps the data keys of all");
        }
        return new Order(purpose);
    }

    private static Purpose purpose(String name) {
        return JsonFields.oneOf("purpose", Purpose.class, name);
    }

    static JsonObject json(KeyInventory keys) {
        JsonArrayBuilder masters = Json.createArrayBuilder();
        keys.masterKeys().forEach(key -> masters.add(json(key)));
        JsonArrayBuilder data = Json.createArrayBuilder();
        keys.dataKeys().forEach(key -> data.add(json(key)));
        return Json.createObjectBuilder()
                .add("masterKeys", masters)
                .add("dataKeys", data)
                .build();
    }

    static Problem problem(Refused refused) {
        ProblemCode code = switch (refused.reason()) {
            case UNKNOWN_KEY -> ProblemCode.NOT_FOUND;
            case IN_USE -> ProblemCode.KEY_IN_USE;
            case MASTER_KEYS_UNUSABLE -> ProblemCode.MASTER_KEYS_UNUSABLE;
            case NEWER_KEYS -> ProblemCode.NEWER_VERSION_NEEDED;
            case BUSY -> ProblemCode.TRY_LATER;
        };
        Problem problem = Problem.of(code).withDetail(refused.detail());
        return refused.retryAfter().map(problem::withRetryAfter).orElse(problem);
    }

    private static JsonObjectBuilder json(MasterKeyView key) {
        return Json.createObjectBuilder()
                .add("id", key.id())
                .add("present", key.present())
                .add("first", key.first())
                .add("dataKeys", key.dataKeys());
    }

    private static JsonObjectBuilder json(DataKeyView key) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", key.id())
                .add("purpose", key.purpose().name())
                .add("state", key.supersededAt().isPresent() ? "SUPERSEDED" : "CURRENT")
                .add("masterKeyId", key.masterKeyId())
                .add("createdAt", key.createdAt().toString())
                .add("records", key.records())
                .add("unreadable", key.unreadable());
        key.supersededAt().ifPresent(at -> json.add("supersededAt", at.toString()));
        key.removableAt().ifPresent(at -> json.add("removableAt", at.toString()));
        return json;
    }
}
