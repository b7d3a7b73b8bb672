package dev.countersign.web;

import dev.countersign.metrics.ScrapePermits;
import dev.countersign.operator.OperatorKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may see how it goes inside the server, in meters and in what checks say: callers from the addresses of the configuration, and those
 * with an operator token, if only one for that. What came by way of a proxy needs the token: a proxy on this machine connects from the
 * loopback address, whoever asked it.
 */
@ApplicationScoped
public class Insight {

    private static final System.Logger LOG = System.getLogger(Insight.class.getName());

    private ScrapePermits permits;
    private Callers callers;
    private List<String> openTo;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Insight() {}

    @Inject
    Insight(
            ScrapePermits permits,
            Callers callers,
            @ConfigProperty(name = "countersign.metrics.open-to", defaultValue = "127.0.0.1,0:0:0:0:0:0:0:1,::1")
                    List<String> openTo) {
        this.permits = permits;
        this.callers = callers;
        this.openTo = List.copyOf(openTo);
    }

    /** Why the caller may not look; empty if he may. A token cannot be asked about while the database is away, which throws. */
    Optional<ProblemCode> refusal(HttpServletRequest request, HttpHeaders headers) {
        if (callers.isDirect(request) && openTo.contains(request.getRemoteAddr())) {
            return Optional.empty();
        }
        Optional<OperatorKind> kind = Bearer.find(headers).flatMap(permits::find);
        if (kind.isEmpty()) {
            return Optional.of(ProblemCode.OPERATOR_TOKEN_REQUIRED);
        }
        return kind.get().opens(OperatorKind.METRICS)
                ? Optional.empty()
                : Optional.of(ProblemCode.OPERATOR_NOT_PERMITTED);
    }

    /** For answers that everybody gets and that tell some more: a token that cannot be asked about opens nothing. */
    boolean isOpenTo(HttpServletRequest request, HttpHeaders headers) {
        try {
            return refusal(request, headers).isEmpty();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A token could not be asked about", e);
            return false;
        }
    }
}
