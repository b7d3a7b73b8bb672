package dev.countersign.web;

import dev.countersign.carrier.CarrierView;
import dev.countersign.contracts.sms.v1.GatewayReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;

/** Carriers as operators see them. */
final class CarrierMapper {

    private CarrierMapper() {}

    static JsonObject json(CarrierView view, List<GatewayReport> reports) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("version", view.version());
        view.book().ifPresent(book -> json.add("book", parsed(book)));
        JsonArrayBuilder secrets = Json.createArrayBuilder();
        view.secrets().stream().sorted().forEach(secrets::add);
        json.add("secrets", secrets);
        JsonArrayBuilder paused = Json.createArrayBuilder();
        view.paused().stream().sorted().forEach(paused::add);
        json.add("paused", paused);
        if (!view.changedBy().isEmpty()) {
            json.add("changedAt", view.changedAt().toString()).add("changedBy", view.changedBy());
        }
        JsonArrayBuilder gateways = Json.createArrayBuilder();
        reports.forEach(report -> gateways.add(gateway(report)));
        return json.add("gateways", gateways).build();
    }

    private static JsonObjectBuilder gateway(GatewayReport report) {
        JsonArrayBuilder carriers = Json.createArrayBuilder();
        report.carriers().forEach(carrier -> carriers.add(carrier(carrier)));
        return Json.createObjectBuilder()
                .add("gateway", report.gateway())
                .add("at", report.at().toString())
                .add("version", report.book())
                .add("fault", report.fault())
                .add("carriers", carriers);
    }

    private static JsonObjectBuilder carrier(GatewayReport.CarrierReport carrier) {
        JsonArrayBuilder sessions = Json.createArrayBuilder();
        carrier.binds()
                .forEach(bind -> sessions.add(Json.createObjectBuilder()
                        .add("kind", bind.kind())
                        .add("address", bind.address())
                        .add("bound", bind.bound())
                        .add("since", bind.since().toString())
                        .add("lastFault", bind.lastFault())));
        return Json.createObjectBuilder()
                .add("name", carrier.name())
                .add("state", carrier.state().name())
                .add("outstanding", carrier.outstanding())
                .add("window", carrier.window())
                .add("routes", carrier.routes())
                .add("lastFault", carrier.lastFault())
                .add("deliversBadly", Json.createArrayBuilder(carrier.deliversBadly()))
                .add("sessions", sessions);
    }

    private static JsonObject parsed(String book) {
        try (JsonReader reader = Json.createReader(new StringReader(book))) {
            return reader.readObject();
        }
    }
}
