package dev.countersign.web;

import dev.countersign.diagnosis.UserDiagnosis;
import dev.countersign.diagnosis.UserDiagnosis.SeenUser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/** What the help desk sees of a user, each part in the form that the user is shown. */
final class UserDiagnosisMapper {

    private UserDiagnosisMapper() {}

    static JsonObjectBuilder json(UserDiagnosis diagnosis) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("user", json(diagnosis.user()))
                .add("factors", FactorMapper.json(diagnosis.factors()))
                .add("logins", list(diagnosis.logins(), HistoryResource::json))
                .add("notifications", NotificationDiagnosisMapper.json(diagnosis.notifications()))
                .add("messages", list(diagnosis.messages(), SmsDiagnosisMapper::json))
                .add("cards", list(diagnosis.cards(), CardDiagnosisMapper::json))
                .add("reference", diagnosis.reference().value());
        diagnosis.activation().ifPresent(activation -> json.add("activation", DiagnosisMapper.json(activation)));
        return json;
    }

    private static JsonObjectBuilder json(SeenUser user) {
        return Json.createObjectBuilder()
                .add("userName", user.userName())
                .add("language", user.language())
                .add("jurisdiction", user.jurisdiction())
                .add("account", UserMapper.json(user.account()))
                .add("locked", user.locked())
                .add("seamless", user.seamless());
    }

    private static <T> JsonArrayBuilder list(List<T> values, Function<T, JsonObjectBuilder> form) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        values.forEach(value -> json.add(form.apply(value)));
        return json;
    }
}
