package dev.countersign.web;

import dev.countersign.operator.Operators;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Optional;

/** Lets nobody but operators through, and notes who it is. */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
public class OperatorFilter implements ContainerRequestFilter {

    @Inject
    private Operators operators;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> operator = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(Bearer::find)
                .flatMap(operators::findByToken);
        if (operator.isEmpty()) {
            request.abortWith(Problem.of(ProblemCode.OPERATOR_TOKEN_REQUIRED).response());
            return;
        }
        request.setSecurityContext(
                new OperatorContext(operator.get(), request.getSecurityContext().isSecure()));
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
