package dev.countersign.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lines of an export, a JSON object each (NDJSON). {@code kind} tells them apart: {@code export} stands first, then
 * {@code entry} in the order of the chain, {@code unsealed}, {@code head}, {@code key}, and {@code end} with the counts of
 * them all. Reading throws {@link IllegalArgumentException} for a line that is none.
 */
final class ExportLines {

    private static final long FORM = 1;
    private static final int CONTENT_FIELDS = 1 + EntryContent.class.getRecordComponents().length;
    private static final int PLACE_FIELDS = 5;

    private ExportLines() {}

    static String export(ExportScope scope) {
        Map<String, Object> line = line("export");
        line.put("form", FORM);
        line.put("exportedAt", scope.openedAt().toString());
        scope.range().from().ifPresent(from -> line.put("from", from.toString()));
        scope.range().to().ifPresent(to -> line.put("to", to.toString()));
        line.put("retention", scope.retention().toString());
        return JSONObjectUtils.toJSONString(line);
    }

    static String entry(ChainLink link) {
        Map<String, Object> line = line("entry");
        line.put("sequence", link.sequence());
        line.put("epoch", link.epoch());
        line.put("previousHash", link.previousHash());
        line.put("chainHash", link.chainHash());
        line.put("mac", link.mac());
        put(line, link.content());
        return JSONObjectUtils.toJSONString(line);
    }

    static String unsealed(EntryContent content) {
        Map<String, Object> line = line("unsealed");
        put(line, content);
        return JSONObjectUtils.toJSONString(line);
    }

    static String head(String jws) {
        Map<String, Object> line = line("head");
        line.put("jws", jws);
        return JSONObjectUtils.toJSONString(line);
    }

    /** The JWK is a JSON object already. */
    static String key(String publicJwk) {
        return "{\"kind\":\"key\",\"jwk\":" + publicJwk + "}";
    }

    static String end(long entries, long unsealed, long heads) {
        Map<String, Object> line = line("end");
        line.put("entries", entries);
        line.put("unsealed", unsealed);
        line.put("heads", heads);
        return JSONObjectUtils.toJSONString(line);
    }

    static Map<String, Object> parse(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("is no JSON object");
        }
    }

    static String kind(Map<String, Object> line) {
        return text(line, "kind");
    }

    static ChainLink link(Map<String, Object> line) {
        requireNoMoreThan(CONTENT_FIELDS + PLACE_FIELDS, line);
        return new ChainLink(
                content(line),
                text(line, "mac"),
                number(line, "sequence"),
                Math.toIntExact(number(line, "epoch")),
                text(line, "previousHash"),
                text(line, "chainHash"));
    }

    static EntryContent unsealed(Map<String, Object> line) {
        requireNoMoreThan(CONTENT_FIELDS, line);
        return content(line);
    }

    /** What no hash covers would be taken for something that the entry says. */
    private static void requireNoMoreThan(int fields, Map<String, Object> line) {
        if (line.size() > fields) {
            throw new IllegalArgumentException("has a field that an entry has not");
        }
    }

    private static EntryContent content(Map<String, Object> line) {
        return new EntryContent(
                number(line, "id"),
                instant(line, "at"),
                text(line, "actor"),
                text(line, "subject"),
                text(line, "type"),
                text(line, "reason"),
                text(line, "reference"),
                text(line, "correlationId"));
    }

    static Instant instant(Map<String, Object> line, String name) {
        try {
            return Instant.parse(text(line, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is no time");
        }
    }

    static String text(Map<String, Object> line, String name) {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    static long number(Map<String, Object> line, String name) {
        if (line.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is no whole number");
    }

    private static void put(Map<String, Object> line, EntryContent content) {
        line.put("id", content.id());
        line.put("at", content.at().toString());
        line.put("actor", content.actor());
        line.put("subject", content.subject());
        line.put("type", content.type());
        line.put("reason", content.reason());
        line.put("reference", content.reference());
        line.put("correlationId", content.correlationId());
    }

    private static Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        return line;
    }
}
