package dev.countersign.web;

import dev.countersign.token.SessionScope;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * What a session refuses by its scope.
 *
 * @param verb the HTTP method of the call
 */
record ScopeLimits(String verb, Class<?> resource, Method method) {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    static boolean isReading(String verb) {
        return READING.contains(verb);
    }

    /** Why the call is refused in a session of this scope; empty where it is not. */
    Optional<ProblemCode> refusal(SessionScope scope) {
        return switch (scope) {
            // A portal's session may do in the portal whatever there is; other programs look at the scope.
            case FULL, PORTAL_ONLY -> Optional.empty();
            case GRID_CARD_ONLY ->
                isMarked(ForGridCard.class) ? Optional.empty() : Optional.of(ProblemCode.LOGIN_TEMP_LIMITED);
            case READ_ONLY ->
                isReading(verb) || isMarked(ForReadOnly.class)
                        ? Optional.empty()
                        : Optional.of(ProblemCode.SESSION_READ_ONLY);
        };
    }

    private boolean isMarked(Class<? extends Annotation> mark) {
        return resource.isAnnotationPresent(mark) || method.isAnnotationPresent(mark);
    }
}
