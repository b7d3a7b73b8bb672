package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A device can be made from the page of the protocol alone: it has whatever the OpenAPI document says to devices. */
class DeviceProtocolPageTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");

    private static String page;
    private static JsonNode document;
    private static final Map<String, JsonNode> CALLS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Modules.ROOT.resolve("docs/device-protocol.md"));
        try (InputStream file = DeviceProtocolPageTest.class.getResourceAsStream("/openapi/countersign-v1.yaml")) {
            document = new YAMLMapper().readTree(file);
        }
        document.path("paths").fields().forEachRemaining(path -> {
            if (path.getKey().startsWith("/device/")) {
                path.getValue().fields().forEachRemaining(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        CALLS.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue());
                    }
                });
            }
        });
    }

    @Test
    void everyCallOfDevicesIsOnThePage() {
        Set<String> written = Pattern.compile("(?m)^(?:GET|POST|PUT|PATCH|DELETE) /device/\\S+")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(DeviceProtocolPageTest::withoutNames)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(CALLS.keySet().stream().map(DeviceProtocolPageTest::withoutNames))
                .hasSizeGreaterThan(20)
                .allSatisfy(call -> assertThat(written).contains(call));
        assertThat(written).hasSameSizeAs(CALLS.keySet());
    }

    @Test
    void everyCodeThatADeviceMayGetIsOnThePage() {
        Set<String> codes = Arrays.stream(new YAMLMapper()
                        .convertValue(document.at("/components/schemas/ProblemCode/enum"), String[].class))
                .collect(Collectors.toSet());
        Set<String> told = new TreeSet<>();
        CALLS.values()
                .forEach(operation -> operation.path("responses").fields().forEachRemaining(response -> {
                    if (response.getKey().compareTo("400") >= 0) {
                        CODE.matcher(resolve(response.getValue())
                                        .path("description")
                                        .asText())
                                .results()
                                .map(match -> match.group(1))
                                .filter(codes::contains)
                                .forEach(told::add);
                    }
                }));

        assertThat(told)
                .hasSizeGreaterThan(30)
                .allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
    }

    /** The example of the SDK is refused by a new server, unless somebody tells what to do. */
    @Test
    void everyPlatformIsTakenByANewServerOrTheCallIsNamedThatTakesIt() throws IOException {
        String rules =
                Files.readString(Modules.ROOT.resolve("ejb/src/main/resources/db/migration/V11__authenticator.sql"));
        Set<String> taken = Pattern.compile("(?m)^ {4}\\('([A-Z_]+)', ")
                .matcher(rules)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        String sdk = Files.readString(Modules.ROOT.resolve("authenticator-sdk/README.md"));

        assertThat(document.at("/components/schemas/DevicePlatform/enum"))
                .hasSizeGreaterThan(taken.size())
                .allSatisfy(platform -> assertThat(
                                taken.contains(platform.asText()) || page.contains("PUT " + rule(platform.asText())))
                        .as(platform.asText())
                        .isTrue());
        assertThat(sdk).contains(rule("PROGRAM"));
    }

    private static String rule(String platform) {
        return "/admin/device-rules/" + platform;
    }

    private static String withoutNames(String call) {
        return call.replaceAll("\\{[^}]*}", "{}");
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
