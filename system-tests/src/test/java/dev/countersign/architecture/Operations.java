package dev.countersign.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations of the REST interface, by method and path: "POST /api/v1/logins". */
final class Operations {

    static final String API_BASE = "/api/v1";

    private Operations() {}

    /** The method of a resource that serves each operation. */
    static Map<String, JavaMethod> all(JavaClasses modules) {
        Map<String, JavaMethod> operations = new TreeMap<>();
        for (JavaClass application : modules) {
            if (application.isAnnotatedWith(ApplicationPath.class)) {
                String base =
                        application.getAnnotationOfType(ApplicationPath.class).value();
                application.getReferencedClassObjects().stream()
                        .map(reference -> modules.get(reference.getRawType().getName()))
                        .filter(resource -> resource.isAnnotatedWith(Path.class))
                        .flatMap(resource -> resource.getMethods().stream())
                        .forEach(method -> httpMethod(method)
                                .forEach(verb -> operations.put(
                                        verb + " " + join(base, path(method.getOwner()), path(method)), method)));
            }
        }
        return operations;
    }

    /** What the document says of a status of an operation; empty where it says nothing. */
    static String documented(JsonNode document, String operation, int status) {
        String[] methodAndPath = operation.split(" ", 2);
        JsonNode response = document.path("paths")
                .path(methodAndPath[1].substring(API_BASE.length()))
                .path(methodAndPath[0].toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status));
        return (response.has("$ref") ? document.at(response.get("$ref").asText().substring(1)) : response)
                .path("description")
                .asText();
    }

    private static Stream<String> httpMethod(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.isAnnotatedWith(HttpMethod.class))
                .map(type -> type.getAnnotationOfType(HttpMethod.class).value());
    }

    private static String path(CanBeAnnotated annotated) {
        if (annotated instanceof JavaClass type) {
            return type.getAnnotationOfType(Path.class).value();
        }
        JavaMethod method = (JavaMethod) annotated;
        return method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    }

    private static String join(String... parts) {
        return Arrays.stream(parts)
                .map(part -> part.replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}
