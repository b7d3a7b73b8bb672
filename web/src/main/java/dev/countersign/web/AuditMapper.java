package dev.countersign.web;

import dev.countersign.audit.AuditPage;
import dev.countersign.audit.AuditPage.FoundEntry;
import dev.countersign.audit.AuditQuery;
import dev.countersign.audit.EntryContent;
import dev.countersign.audit.EntryPosition;
import dev.countersign.audit.ExportRange;
import dev.countersign.audit.Finding;
import dev.countersign.audit.Verdict;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Between parameters, JSON and CSV of the audit and the values of the core. */
final class AuditMapper {

    private static final int PAGE = 50;
    private static final List<String> COLUMNS =
            List.of("at", "actor", "subject", "type", "reason", "reference", "correlationId", "sequence", "id");

    private AuditMapper() {}

    static AuditQuery query(QueryFields fields, Optional<String> subject) {
        try {
            return new AuditQuery(
                    subject,
                    fields.findReference("reference"),
                    fields.findInstant("from"),
                    fields.findInstant("to"),
                    fields.findPosition("after"),
                    fields.getInt("limit", PAGE));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static ExportRange range(QueryFields fields) {
        fields.only("from", "to");
        try {
            return new ExportRange(fields.findInstant("from"), fields.findInstant("to"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(AuditPage page) {
        JsonArrayBuilder entries = Json.createArrayBuilder();
        page.entries().forEach(entry -> entries.add(json(entry)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("entries", entries);
        page.next().map(EntryPosition::text).ifPresent(next -> json.add("next", next));
        return json.build();
    }

    static String csv(AuditPage page) {
        StringBuilder rows = new StringBuilder(Csv.row(COLUMNS));
        page.entries().forEach(entry -> rows.append(row(entry)));
        return rows.toString();
    }

    static JsonObject json(Verdict verdict) {
        JsonArrayBuilder findings = Json.createArrayBuilder();
        for (Finding finding : verdict.findings()) {
            findings.add(Json.createObjectBuilder()
                    .add("kind", finding.kind().name())
                    .add("sequence", finding.sequence())
                    .add("sentence", finding.sentence()));
        }
        return Json.createObjectBuilder()
                .add("whole", verdict.isWhole())
                .add("entries", verdict.entries())
                .add("unsealed", verdict.unsealed())
                .add("heads", verdict.heads())
                .add("findings", findings)
                .build();
    }

    private static JsonObjectBuilder json(FoundEntry entry) {
        EntryContent content = entry.content();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", content.id())
                .add("at", content.at().toString())
                .add("actor", content.actor())
                .add("subject", content.subject())
                .add("type", content.type())
                .add("reason", content.reason())
                .add("reference", content.reference());
        if (!content.correlationId().isEmpty()) {
            json.add("correlationId", content.correlationId());
        }
        entry.sequence().ifPresent(sequence -> json.add("sequence", sequence));
        return json;
    }

    private static String row(FoundEntry entry) {
        EntryContent content = entry.content();
        return Csv.row(List.of(
                content.at().toString(),
                content.actor(),
                content.subject(),
                content.type(),
                content.reason(),
                content.reference(),
                content.correlationId(),
                entry.sequence().map(String::valueOf).orElse(""),
                Long.toString(content.id())));
    }
}
