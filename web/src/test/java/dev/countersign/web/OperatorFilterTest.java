package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.operator.OperatorKind;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tokens open which resources. */
class OperatorFilterTest {

    @Test
    void whoeverAdministersMayDoEverything() {
        Map<String, OperatorKind> admin = new HashMap<>();
        for (Class<?> resource : new ApiApplication().getClasses()) {
            if (path(resource).startsWith("/admin")) {
                for (Method method : resource.getDeclaredMethods()) {
                    if (isCall(method)) {
                        String call = resource.getSimpleName() + "." + method.getName();
                        assertThat(resource.isAnnotationPresent(OperatorOnly.class)
                                        || method.isAnnotationPresent(OperatorOnly.class))
                                .as(call)
                                .isTrue();
                        admin.put(call, OperatorFilter.needed(resource, method));
                    }
                }
            }
        }

        assertThat(admin)
                .hasSizeGreaterThan(60)
                .allSatisfy((call, kind) -> assertThat(kind).as(call).isEqualTo(OperatorKind.ALL));
    }

    @Test
    void introspectionAloneTakesATokenForIt() {
        assertThat(new ApiApplication()
                        .getClasses().stream()
                                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                                        .filter(OperatorFilterTest::isCall)
                                        .filter(method -> OperatorFilter.needed(resource, method) != OperatorKind.ALL)))
                .extracting(Method::toString)
                .singleElement()
                .asString()
                .contains("IntrospectionResource.introspect");
    }

    @Test
    void aMethodMaySayAnotherKindThanItsClass() throws Exception {
        assertThat(OperatorFilter.needed(Mixed.class, Mixed.class.getDeclaredMethod("figures")))
                .isEqualTo(OperatorKind.METRICS);
        assertThat(OperatorFilter.needed(Mixed.class, Mixed.class.getDeclaredMethod("rest")))
                .isEqualTo(OperatorKind.INTROSPECT);
        assertThat(OperatorFilter.needed(Mixed.class, Mixed.class.getDeclaredMethod("all")))
                .isEqualTo(OperatorKind.ALL);
        assertThat(OperatorFilter.needed(Silent.class, Silent.class.getDeclaredMethod("call")))
                .isEqualTo(OperatorKind.ALL);
    }

    @Test
    void aKindOpensItselfAlone() {
        for (OperatorKind needed : OperatorKind.values()) {
            assertThat(OperatorKind.ALL.opens(needed)).isTrue();
        }
        assertThat(OperatorKind.INTROSPECT.opens(OperatorKind.INTROSPECT)).isTrue();
        for (OperatorKind needed : Set.of(OperatorKind.ALL, OperatorKind.METRICS)) {
            assertThat(OperatorKind.INTROSPECT.opens(needed)).isFalse();
        }
        assertThat(OperatorKind.METRICS.opens(OperatorKind.METRICS)).isTrue();
        for (OperatorKind needed : Set.of(OperatorKind.ALL, OperatorKind.INTROSPECT)) {
            assertThat(OperatorKind.METRICS.opens(needed)).isFalse();
        }
    }

    private static String path(Class<?> resource) {
        Path path = resource.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static boolean isCall(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    @OperatorOnly(OperatorKind.INTROSPECT)
    static final class Mixed {

        @OperatorOnly(OperatorKind.METRICS)
        void figures() {}

        @OperatorOnly
        void all() {}

        void rest() {}
    }

    static final class Silent {

        void call() {}
    }
}
