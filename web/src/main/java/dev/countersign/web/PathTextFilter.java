package dev.countersign.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * What is no text names nothing, wherever in a path an id or a name stands: PostgreSQL fails on a NUL, and no resource has to remember
 * that.
 */
@Provider
public class PathTextFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        boolean text = request.getUriInfo().getPathParameters().values().stream()
                .flatMap(List::stream)
                .allMatch(PlainText::is);
        if (!text) {
            request.abortWith(Problem.of(ProblemCode.NOT_FOUND).response());
        }
    }
}
