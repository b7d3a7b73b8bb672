package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The OpenAPI document as a judge of answers: the status must be documented for the operation, the media type and a cookie that is set
 * too, and the body must fit the schema without a field that the document does not name.
 */
final class ApiDocument {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    static final ApiDocument V1 = new ApiDocument();
    private static final String PREFIX = "/api/v1";
    private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode document = strict(read());
    private final Map<String, Pattern> paths = new TreeMap<>();
    private final SchemaValidatorsConfig formats =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaLoaders(
                    loaders -> loaders.schemas(iri -> iri.equals("urn:api") ? document.toString() : null)));

    private ApiDocument() {
        document.path("paths").fieldNames().forEachRemaining(path -> {
            paths.put(
                    path,
                    Pattern.compile(Pattern.quote(prefix(path))
                            + PARAMETER.matcher(path).replaceAll("[^/]+")));
        });
    }

    /**
     * A documented call.
     *
     * @param path with an id that nobody has for each parameter, and what follows it
     * @param body whether it takes one
     */
    record Call(String method, String path, boolean body) {

        boolean isReading() {
            return method.equals("GET");
        }
    }

    /** All calls whose path begins with one of these behind {@code /api/v1}. */
    List<Call> list(String... beginnings) {
        return list((path, operation) ->
                Stream.of(beginnings).anyMatch(beginning -> (path + "/").startsWith(beginning + "/"))
                        ? Stream.of(path)
                        : Stream.empty());
    }

    /** For each parameter of each path a call that has this text there, as it stands in an address. */
    List<Call> listWithInPath(String text) {
        return list((path, operation) ->
                PARAMETER.matcher(path).results().map(parameter -> path.replace(parameter.group(), text)));
    }

    /** For each parameter behind the path of each call one that has this text there, as it stands in an address. */
    List<Call> listWithInQuery(String text) {
        return list((path, operation) -> stream(operation.path("parameters"))
                .map(this::resolve)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> path + "?" + parameter.path("name").asText() + "=" + text));
    }

    /** @param addresses of an operation that are called, given its path; what is left of parameters is nobody's */
    private List<Call> list(BiFunction<String, JsonNode, Stream<String>> addresses) {
        List<Call> calls = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        addresses
                                .apply(path.getKey(), operation.getValue())
                                .map(address -> new Call(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        prefix(path.getKey())
                                                + PARAMETER.matcher(address).replaceAll(NOBODYS),
                                        operation.getValue().has("requestBody")))
                                .forEach(calls::add);
                    }
                }));
        return calls;
    }

    private String prefix(String path) {
        return document.path("paths").path(path).has("servers") ? "" : PREFIX;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Checks what is documented: an answer to any other address, such as the simulator's, passes. */
    void check(HttpRequest request, Answer answer) {
        String address = request.uri().getRawPath();
        for (Map.Entry<String, Pattern> path : paths.entrySet()) {
            JsonNode operation = document.path("paths")
                    .path(path.getKey())
                    .path(request.method().toLowerCase(Locale.ROOT));
            if (path.getValue().matcher(address).matches() && operation.isObject()) {
                check(request.method() + " " + path.getKey(), operation, answer);
            }
        }
    }

    private void check(String name, JsonNode operation, Answer answer) {
        JsonNode response = resolve(operation.path("responses").path(String.valueOf(answer.status())));
        assertThat(response.isObject())
                .as(name + " does not document " + answer)
                .isTrue();
        if (!answer.header("Set-Cookie").isEmpty()) {
            assertThat(response.path("headers").has("Set-Cookie"))
                    .as(name + " documents no cookie in " + answer)
                    .isTrue();
        }
        if (!response.has("content")) {
            assertThat(answer.body()).as(name + " documents no body").isEmpty();
            return;
        }
        String type = answer.header("Content-Type").replaceAll(";.*", "").strip();
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as(name + " does not document the media type " + type + " of " + answer)
                .isTrue();
        if (type.equals("application/json") || type.endsWith("+json")) {
            assertThat(schemaOf(content).validate(answer.json()))
                    .as(name + " " + answer)
                    .isEmpty();
        }
        if (type.equals("application/problem+json")) {
            assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
            assertThat(reasons()).contains(answer.text("reason"));
            assertThat(answer.text("retryAfterSeconds")).isEqualTo(answer.header("Retry-After"));
        }
    }

    /** The documented reasons, and none. */
    private List<String> reasons() {
        List<String> reasons = new ArrayList<>(List.of(""));
        document.at("/components/schemas/ProblemReason/examples").forEach(reason -> reasons.add(reason.asText()));
        return reasons;
    }

    private JsonSchema schemaOf(JsonNode content) {
        ObjectNode schema = content.get("schema").deepCopy();
        absolute(schema);
        if (schema.path("$ref").asText().endsWith("Login")) {
            schema.put("unevaluatedProperties", false);
        }
        return schemas.getSchema(SchemaLocation.of("urn:answer:" + schema.hashCode()), schema, formats);
    }

    private static void absolute(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("$ref")) {
            object.put("$ref", "urn:api" + object.get("$ref").asText());
        }
        node.forEach(ApiDocument::absolute);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Closes every schema that others do not build upon: in a test an undocumented field is a defect of the document. */
    private static JsonNode strict(JsonNode document) {
        Iterator<Map.Entry<String, JsonNode>> schemas =
                document.at("/components/schemas").fields();
        while (schemas.hasNext()) {
            Map.Entry<String, JsonNode> schema = schemas.next();
            if (schema.getValue().has("properties") && !schema.getKey().equals("Login")) {
                ((ObjectNode) schema.getValue()).put("additionalProperties", false);
            }
        }
        return document;
    }

    private static JsonNode read() {
        try (InputStream file = ApiDocument.class.getResourceAsStream("/openapi/countersign-v1.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
