package dev.countersign.web;

import dev.countersign.traffic.LedgerLine;
import dev.countersign.traffic.TrafficAlarm;
import dev.countersign.traffic.TrafficDesk;
import dev.countersign.traffic.TrafficSpan;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** {@code /admin/sms-traffic}: an operator sees how SMS fare, and what they cost. */
@RequestScoped
@OperatorOnly
@Path("/admin/sms-traffic")
@Produces(MediaType.APPLICATION_JSON)
public class SmsTrafficResource {

    private static final Duration USUAL = Duration.ofHours(6);

    /** A span is one of each place: a month of them would not fit into the memory at once. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration LONGEST_LEDGER = Duration.ofDays(31);
    private static final int LEDGER_DAYS = 30;

    @Inject
    private TrafficDesk desk;

    @Inject
    private Clock clock;

    @Context
    private UriInfo address;

    @GET
    public Response list() {
        QueryFields fields = new QueryFields(address.getQueryParameters()).only("from", "to");
        Instant to = fields.findInstant("to").orElseGet(clock::instant);
        Instant from = fields.findInstant("from").orElseGet(() -> to.minus(USUAL));
        requireLength(from, to, LONGEST, "a day");
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.list(from, to).forEach(span -> json.add(json(span)));
        return Response.ok(json.build().toString()).build();
    }

    @GET
    @Path("/alarms")
    public Response alarms() {
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.alarms().forEach(alarm -> json.add(json(alarm)));
        return Response.ok(json.build().toString()).build();
    }

    /** Whole days, the last of them among them. */
    @GET
    @Path("/ledger")
    public Response ledger() {
        QueryFields fields = new QueryFields(address.getQueryParameters()).only("from", "to");
        Instant to = fields.findInstant("to").orElseGet(clock::instant);
        Instant from = fields.findInstant("from").orElseGet(() -> to.minus(Duration.ofDays(LEDGER_DAYS)));
        requireLength(from, to, LONGEST_LEDGER, "31 days");
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.ledger(day(from), day(to)).forEach(line -> json.add(json(line)));
        return Response.ok(json.build().toString()).build();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void requireLength(Instant from, Instant to, Duration longest, String inWords) {
        if (from.isAfter(to) || Duration.between(from, to).compareTo(longest) > 0) {
            throw ProblemException.malformed("from lies before to, by " + inWords + " at most");
        }
    }

    private static JsonObjectBuilder json(TrafficSpan span) {
        return Json.createObjectBuilder()
                .add("start", span.start().toString())
                .add("country", span.country())
                .add("carrier", span.carrier())
                .add("route", span.route())
                .add("ordered", span.ordered())
                .add("sent", span.sent())
                .add("delivered", span.delivered())
                .add("failed", span.failed())
                .add("parts", span.parts())
                .add("cost", span.cost().stripTrailingZeros().toPlainString())
                .add("medianSeconds", span.medianSeconds());
    }

    private static JsonObjectBuilder json(TrafficAlarm alarm) {
        return Json.createObjectBuilder()
                .add("country", alarm.country())
                .add("carrier", alarm.carrier())
                .add("kind", alarm.kind().name())
                .add("ordered", alarm.ordered())
                .add("sent", alarm.sent())
                .add("deliveredPercent", alarm.deliveredPercent())
                .add("medianSeconds", alarm.medianSeconds());
    }

    private static JsonObjectBuilder json(LedgerLine line) {
        return Json.createObjectBuilder()
                .add("day", line.day().toString())
                .add("carrier", line.carrier())
                .add("sent", line.sent())
                .add("delivered", line.delivered())
                .add("parts", line.parts())
                .add("cost", line.cost().stripTrailingZeros().toPlainString());
    }
}
