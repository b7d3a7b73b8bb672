package dev.countersign.web;

import dev.countersign.metrics.Meters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /metrics}: for Prometheus, and for whom {@link Insight} lets look. */
@RequestScoped
@Path("/")
public class MetricsResource {

    @Inject
    private Meters meters;

    @Inject
    private Insight insight;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public Response get() {
        return insight.refusal(request, headers)
                .map(code -> Problem.of(code).response())
                .orElseGet(() -> Response.ok(meters.scrape()).build());
    }
}
