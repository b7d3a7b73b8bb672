package dev.countersign.web;

import dev.countersign.metrics.Meters;
import dev.countersign.metrics.ScrapePermits;
import dev.countersign.operator.OperatorKind;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /metrics}: for Prometheus; from the addresses of the configuration, or with an operator token, if only
 * one for that. What came by way of a proxy
 * needs the token: a proxy on this machine connects from the loopback address, whoever asked it.
 */
@RequestScoped
@Path("/")
public class MetricsResource {

    @Inject
    private Meters meters;

    @Inject
    private ScrapePermits permits;

    @Inject
    private Callers callers;

    @Inject
    @ConfigProperty(name = "countersign.metrics.open-to", defaultValue = "127.0.0.1,0:0:0:0:0:0:0:1,::1")
    private List<String> openTo;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public Response get() {
        if (callers.isDirect(request) && openTo.contains(request.getRemoteAddr())) {
            return scrape();
        }
        Optional<OperatorKind> kind = Bearer.find(headers).flatMap(permits::find);
        if (kind.isEmpty()) {
            return Problem.of(ProblemCode.OPERATOR_TOKEN_REQUIRED).response();
        }
        return kind.get().opens(OperatorKind.METRICS)
                ? scrape()
                : Problem.of(ProblemCode.OPERATOR_NOT_PERMITTED).response();
    }

    private Response scrape() {
        return Response.ok(meters.scrape()).build();
    }
}
