package dev.countersign.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the documents of this module from its source folder, as they are delivered. */
final class Documents {

    static final Path RESOURCES = Path.of("src/main/resources");
    static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Documents() {}

    static JsonNode yaml(String path) {
        return read(YAML, path);
    }

    static JsonNode json(String path) {
        return read(JSON, path);
    }

    static String text(String path) {
        try {
            return Files.readString(RESOURCES.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File names, sorted, of what lies directly in a folder. */
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema of 2020-12 at a JSON pointer inside a document, with formats asserted. */
    static JsonSchema schema(JsonNode document, String pointer) {
        return JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        factory -> factory.schemaLoaders(loaders ->
                                loaders.schemas(iri -> iri.equals("urn:document") ? document.toString() : null)))
                .getSchema(SchemaLocation.of("urn:document#" + pointer), WITH_FORMATS);
    }

    /** What a schema says against a value, one line each, empty when nothing. */
    static String complaints(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /** All values of a field name anywhere in a document. */
    static List<JsonNode> all(JsonNode node, String field) {
        List<JsonNode> found = new ArrayList<>(node.findValues(field));
        found.removeIf(JsonNode::isContainerNode);
        return found;
    }

    private static JsonNode read(ObjectMapper mapper, String path) {
        try {
            return mapper.readTree(RESOURCES.resolve(path).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
