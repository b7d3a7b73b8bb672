package dev.countersign.web;

import dev.countersign.operator.KnownOperator;
import dev.countersign.operator.OperatorKind;
import dev.countersign.operator.Operators;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets nobody but operators through, of the kind that the resource takes, and notes who it is. */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
public class OperatorFilter implements ContainerRequestFilter {

    @Inject
    private Operators operators;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<KnownOperator> operator = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(Bearer::find)
                .flatMap(operators::findByToken);
        if (operator.isEmpty()) {
            request.abortWith(Problem.of(ProblemCode.OPERATOR_TOKEN_REQUIRED).response());
            return;
        }
        if (!operator.get().kind().opens(needed(resource.getResourceClass(), resource.getResourceMethod()))) {
            request.abortWith(Problem.of(ProblemCode.OPERATOR_NOT_PERMITTED).response());
            return;
        }
        request.setSecurityContext(new OperatorContext(
                operator.get().name(), request.getSecurityContext().isSecure()));
    }

    /** What the method says counts, else what its class says; where nothing is found, nobody with limits gets through. */
    static OperatorKind needed(Class<?> resource, Method method) {
        return Stream.of(method, resource)
                .flatMap(marked -> Optional.ofNullable(marked.getAnnotation(OperatorOnly.class)).stream())
                .map(OperatorOnly::value)
                .findFirst()
                .orElse(OperatorKind.ALL);
    }

    /** Who calls; the principal's name is the operator's. */
    private record OperatorContext(String operator, boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return () -> operator;
        }

        @Override
        public boolean isUserInRole(String role) {
            return "operator".equals(role);
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
