package dev.countersign.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The OpenAPI document keeps its own promises. */
class OpenApiDocumentTest {

    private static final JsonNode API = Documents.yaml("openapi/countersign-v1.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = Documents.all(API, "$ref");

        assertThat(references)
                .hasSizeGreaterThan(50)
                .allSatisfy(reference -> assertThat(
                                API.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> complaints = new ArrayList<>();
        int[] examples = {0};

        walk(API, "", (pointer, node) -> {
            if (node.path("schema").isObject() && node.path("examples").isObject()) {
                Iterator<Map.Entry<String, JsonNode>> each =
                        node.get("examples").fields();
                while (each.hasNext()) {
                    Map.Entry<String, JsonNode> example = each.next();
                    JsonNode value = resolve(example.getValue()).path("value");
                    complaints.add(Documents.complaints(Documents.schema(API, pointer + "/schema"), value));
                    examples[0]++;
                }
            }
        });

        assertThat(examples[0]).isGreaterThan(20);
        assertThat(complaints).containsOnly("");
    }

    @Test
    void operationIdsAreUnique() {
        List<String> ids =
                Documents.all(API, "operationId").stream().map(JsonNode::asText).toList();

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyRefusalIsAProblemDocument() {
        walk(API.path("paths"), "", (pointer, node) -> {
            if (pointer.matches(".*/responses/[45][0-9][0-9]") && !pointer.contains("health")) {
                JsonNode content = resolve(node).path("content");
                assertThat(content.path("application/problem+json")
                                .path("schema")
                                .path("$ref")
                                .asText())
                        .as(pointer)
                        .as("a problem, or one with members of its own")
                        .matches("#/components/schemas/([A-Za-z]+)?Problem");
            }
        });
        assertThat(API.path("paths").size()).isGreaterThan(10);
    }

    /** As the introduction says: every 429 but PUSH_LIMIT says how long to wait. */
    @Test
    void everyPauseNamesItsHeader() {
        List<String> pauses = new ArrayList<>();

        walk(API.path("paths"), "", (pointer, node) -> {
            if (pointer.endsWith("/responses/429")) {
                pauses.add(pointer);
                JsonNode response = resolve(node);
                boolean withoutTime = response.path("description").asText().contains("`PUSH_LIMIT`");
                assertThat(response.path("headers").has("Retry-After") || withoutTime)
                        .as(pointer)
                        .isTrue();
            }
        });

        assertThat(pauses).hasSizeGreaterThan(10);
    }

    /** What a verifier that only looked at the signature would let in. */
    @Test
    void whoTakesATokenIsToldWhatToCheck() {
        String way = API.path("info").path("description").asText();
        String told =
                way.substring(way.indexOf("6. Whoever receives the token"), way.indexOf("**A login in a browser**"));
        String claims = API.at("/paths/~1logins~1{id}~1token/post/description").asText();

        assertThat(told).contains("`typ` `at+jwt`", "`kid`");
        assertThat(List.of("iss", "aud", "exp", "scope", "acr", "client_id")).allSatisfy(claim -> {
            assertThat(told).contains("`" + claim + "`");
            assertThat(claims).containsPattern("(?m)^\\|[^|]*`" + claim + "`[^|]*\\|");
        });
    }

    @Test
    void theTableOfCodesAndTheEnumSayTheSame() {
        Set<String> inTable = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| [0-9]{3} \\| `([A-Z_]+)` \\|")
                .matcher(API.path("info").path("description").asText());
        while (row.find()) {
            inTable.add(row.group(1));
        }

        Set<String> inEnum = new TreeSet<>();
        API.at("/components/schemas/ProblemCode/enum").forEach(code -> inEnum.add(code.asText()));

        assertThat(inTable).isNotEmpty().isEqualTo(inEnum);
    }

    @Test
    void everyCallNeedsWhatOpensItAndNothingElse() {
        API.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        String security = operation.getValue().path("security").toString();
                        assertThat(security.contains("attemptSecret"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().startsWith("/logins/{id}"));
                        assertThat(security.contains("attemptCookie"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().matches("/logins/(?!\\{id\\}/token$).*"));
                        assertThat(security.contains("sessionCookie"))
                                .as(path.getKey())
                                .isEqualTo(security.contains("accessToken"));
                        if (path.getKey().startsWith("/admin/")) {
                            assertThat(security).as(path.getKey()).isEqualTo("[{\"operatorToken\":[]}]");
                        }
                        assertThat(security.contains("resetSecret"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().startsWith("/password-resets/{id}"));
                        assertThat(security.contains("resetCookie"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().startsWith("/password-resets/"));
                        assertThat(security.contains("accessToken"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().matches("/me(/.*)?|/sessions/.*"));
                    }
                }));
        assertThat(API.path("paths").has("/logins/{id}/token")).isTrue();
    }

    /** Two answers that no example shows: a secret key and a code that nobody knows. */
    @Test
    void schemasRefuseWhatMustNotBe() {
        ObjectNode key = Documents.JSON.createObjectNode();
        key.put("kty", "EC").put("crv", "P-256").put("kid", "1");
        key.put("x", "x".repeat(43)).put("y", "y".repeat(43));
        ObjectNode keys = Documents.JSON.createObjectNode();
        keys.putArray("keys").add(key);
        assertThat(complaints("Jwks", keys)).isEmpty();

        key.put("d", "private");

        assertThat(complaints("Jwks", keys)).isNotEmpty();
        assertThat(complaints("ProblemCode", Documents.JSON.getNodeFactory().textNode("SURPRISE")))
                .isNotEmpty();
    }

    private static String complaints(String schema, JsonNode value) {
        return Documents.complaints(Documents.schema(API, "/components/schemas/" + schema), value);
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? API.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, node);
        node.fields()
                .forEachRemaining(field -> walk(
                        field.getValue(),
                        pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                        visitor));
    }
}
