package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page may do, and nothing else. */
class HeaderFilterTest {

    @Test
    void aPageLoadsFromHereAloneAndRunsNothingInline() {
        Map<String, String> policy = directives(guarded("/authenticator/"));

        assertThat(policy).containsEntry("default-src", "'none'").containsEntry("frame-ancestors", "'none'");
        assertThat(policy.entrySet())
                .allMatch(directive -> List.of("'none'", "'self'").contains(directive.getValue())
                        || directive.toString().equals("img-src='self' data:"));
    }

    /** The authenticator works without a network and lies on the home screen. */
    @Test
    void aServiceWorkerAndAManifestMayComeFromHere() {
        assertThat(directives(guarded("/authenticator/")))
                .containsEntry("worker-src", "'self'")
                .containsEntry("manifest-src", "'self'");
    }

    @Test
    void aPageIsCheckedForANewerOneAndAnAnswerIsKeptNowhere() {
        assertThat(guarded("/authenticator/worker.js")).containsEntry("Cache-Control", "no-cache");
        assertThat(guarded("/api/v1/device/activations")).containsEntry("Cache-Control", "no-store");
    }

    private static Map<String, String> directives(Map<String, String> headers) {
        return Stream.of(Objects.requireNonNull(headers.get("Content-Security-Policy"))
                        .split("; *"))
                .map(directive -> directive.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Map<String, String> guarded(String path) {
        Map<String, String> headers = new HashMap<>();
        HeaderFilter.guard(path, (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, called, arguments) -> headers.put((String) arguments[0], (String) arguments[1])));
        return headers;
    }
}
