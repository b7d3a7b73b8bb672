package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.SessionScope;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sessions of each scope are good for, over all calls of signed-in users. */
class ScopeLimitsTest {

    @Test
    void aClosedAccountIsReadAndItsSessionsEnded() {
        assertThat(calls(limits -> limits.refusal(SessionScope.READ_ONLY).isEmpty())
                        .filter(call -> !call.startsWith("GET ")))
                .containsExactlyInAnyOrder(
                        "DELETE /sessions/current",
                        "POST /sessions/current/renew",
                        "DELETE /me/sessions",
                        "DELETE /me/sessions/{id}",
                        "PUT /me/language",
                        "POST /me/logins/{id}/disown");
        assertThat(calls(limits ->
                        limits.refusal(SessionScope.READ_ONLY).equals(Optional.of(ProblemCode.SESSION_READ_ONLY))))
                .hasSizeGreaterThan(20)
                .noneMatch(call -> call.startsWith("GET "))
                .contains("POST /me/numbers", "POST /me/passkeys", "POST /me/activations", "PUT /me/password");
    }

    @Test
    void whoHasAPasscodeThatOpensNoMoreFetchesAGridCard() {
        assertThat(calls(limits -> limits.refusal(SessionScope.GRID_CARD_ONLY).isEmpty()))
                .containsExactlyInAnyOrder(
                        "GET /me",
                        "GET /me/activations/{id}",
                        "GET /me/grid-card",
                        "POST /me/grid-card",
                        "POST /me/grid-card/{id}/activation",
                        "GET /sessions/current",
                        "DELETE /sessions/current",
                        "POST /sessions/current/renew");
    }

    @Test
    void allElseRefusesNothing() {
        assertThat(calls(limits -> limits.refusal(SessionScope.FULL).isPresent()
                        || limits.refusal(SessionScope.PORTAL_ONLY).isPresent()))
                .isEmpty();
    }

    /** {@code VERB path} of each call of a signed-in user whose limits are such. */
    private static Stream<String> calls(Predicate<ScopeLimits> such) {
        return new ApiApplication()
                .getClasses().stream()
                        .filter(resource -> resource.isAnnotationPresent(SignedIn.class)
                                && resource.isAnnotationPresent(Path.class))
                        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                                .flatMap(method ->
                                        verb(method).map(verb -> new ScopeLimits(verb, resource, method)).stream()))
                        .filter(such)
                        .map(limits -> limits.verb() + " " + path(limits));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(ScopeLimits limits) {
        Path below = limits.method().getAnnotation(Path.class);
        return limits.resource().getAnnotation(Path.class).value() + (below == null ? "" : below.value());
    }
}
