package dev.countersign.web;

import dev.countersign.metrics.Requests;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Times every request by the template of its path. A request that no resource takes counts as {@code unmatched}. */
@Provider
@PreMatching
public class RequestTiming implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String BEGUN = "dev.countersign.begun";

    @Inject
    private Requests requests;

    @Context
    private ResourceInfo resource;

    /** Each method has one address for good. */
    private final Map<Method, String> routes = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGUN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGUN) instanceof Long begun) {
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            requests.record(route(request), request.getMethod(), response.getStatus(), time);
        }
    }

    private String route(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        return method == null || resource.getResourceClass() == null
                ? "unmatched"
                : routes.computeIfAbsent(method, made -> template(request));
    }

    private String template(ContainerRequestContext request) {
        String base = request.getUriInfo().getBaseUri().getPath();
        String path = base + "/" + path(resource.getResourceClass()) + "/" + path(resource.getResourceMethod());
        return path.replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
    }

    private static String path(@Nullable AnnotatedElement annotated) {
        Path path = annotated == null ? null : annotated.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
