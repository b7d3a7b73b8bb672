package dev.countersign.contracts.sms.v1;

import dev.countersign.contracts.sms.v1.GatewayReport.BindReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The carriers of a {@link GatewayReport} as JSON. */
final class CarrierJson {

    private CarrierJson() {}

    static JsonObjectBuilder write(JsonBuilderFactory json, CarrierReport carrier) {
        JsonArrayBuilder binds = json.createArrayBuilder();
        carrier.binds()
                .forEach(bind -> binds.add(json.createObjectBuilder()
                        .add("kind", bind.kind())
                        .add("address", bind.address())
                        .add("bound", bind.bound())
                        .add("since", bind.since().toString())
                        .add("lastFault", bind.lastFault())));
        JsonObjectBuilder out = json.createObjectBuilder()
                .add("name", carrier.name())
                .add("state", carrier.state().name())
                .add("outstanding", carrier.outstanding())
                .add("window", carrier.window())
                .add("routes", carrier.routes())
                .add("lastFault", carrier.lastFault())
                .add("binds", binds);
        if (!carrier.deliversBadly().isEmpty()) {
            out.add("deliversBadly", json.createArrayBuilder(carrier.deliversBadly()));
        }
        return out;
    }

    static CarrierReport read(JsonObject in) {
        return new CarrierReport(
                in.getString("name"),
                CarrierReport.State.valueOf(in.getString("state")),
                in.getInt("outstanding"),
                in.getInt("window"),
                in.getInt("routes"),
                in.getString("lastFault"),
                list(
                        in,
                        "binds",
                        bind -> new BindReport(
                                bind.getString("kind"),
                                bind.getString("address"),
                                bind.getBoolean("bound"),
                                Instant.parse(bind.getString("since")),
                                bind.getString("lastFault"))),
                words(in, "deliversBadly"));
    }

    /** Empty where an older sender has no such list. */
    static List<String> words(JsonObject in, String name) {
        return in.containsKey(name) ? in.getJsonArray(name).getValuesAs(JsonString::getString) : List.of();
    }

    /** Empty where an older sender has no such list. */
    static <T> List<T> list(JsonObject in, String name, Function<JsonObject, T> mapping) {
        return in.containsKey(name)
                ? in.getJsonArray(name).getValuesAs(JsonObject.class).stream()
                        .map(mapping)
                        .toList()
                : List.of();
    }
}
