package dev.countersign.web;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body strictly: {@code application/json} in UTF-8, no duplicate names, at most so many octets. There
 * is one view of the body, so that nothing means one thing here and another behind.
 */
final class JsonBody {

    /** Most octets of a body, but for lists of users and key files. */
    static final int SMALL = 16 * 1024;

    /** Most octets of a list of users. */
    static final int LARGE = 1024 * 1024;

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private JsonBody() {}

    static JsonFields readObject(@Nullable MediaType type, InputStream body) {
        return readObject(type, body, SMALL);
    }

    static JsonFields readObject(@Nullable MediaType type, InputStream body, int most) {
        if (read(type, body, most) instanceof JsonObject object) {
            return new JsonFields(object);
        }
        throw ProblemException.malformed("the body must be a JSON object");
    }

    /** A body that is needed at times only: none is one without a media type and without an octet. */
    static JsonFields readObjectOrNone(@Nullable MediaType type, InputStream body) {
        return type == null && WholeBody.isEmpty(body)
                ? new JsonFields(JsonValue.EMPTY_JSON_OBJECT)
                : readObject(type, body);
    }

    static JsonStructure read(@Nullable MediaType type, InputStream body, int most) {
        requireJson(type);
        String text = WholeBody.readText(body, most);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            requireOneValue(text);
            return reader.read();
        } catch (RuntimeException e) {
            // The parser's words are left out: they quote what was sent.
            throw ProblemException.malformed(
                    "the body is not one JSON object or array, or has a name twice, or is nested too deeply");
        }
    }

    /** A reader stops where the first value ends; a parser goes on and refuses what stands behind. */
    private static void requireOneValue(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    private static void requireJson(@Nullable MediaType type) {
        boolean json = type != null
                && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                && !type.isWildcardSubtype()
                && "utf-8".equalsIgnoreCase(type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8"));
        if (!json) {
            throw new ProblemException(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        }
    }
}
