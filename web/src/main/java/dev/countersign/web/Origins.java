package dev.countersign.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whether a request was made by one of our own pages: browsers name the page's address in {@code Origin} (RFC 6454
 * section 7), and no script can change it. Where addresses are configured they alone are ours; otherwise it is the one that
 * the request was sent to.
 */
@ApplicationScoped
public class Origins {

    private List<String> configured;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Origins() {}

    @Inject
    Origins(@ConfigProperty(name = "countersign.http.origins") Optional<String> origins) {
        this.configured = ListSetting.read(origins);
    }

    /** Refuses what no page of ours has sent. */
    void require(HttpServletRequest request) {
        if (!isOurs(request)) {
            throw new ProblemException(Problem.of(ProblemCode.ORIGIN_REFUSED));
        }
    }

    /** The address under which browsers reach the pages: the first configured one, or the one that the request was sent to. */
    String own(HttpServletRequest request) {
        return all(request).get(0);
    }

    /** All addresses of our pages. */
    List<String> all(HttpServletRequest request) {
        return configured.isEmpty() ? List.of(request.getScheme() + "://" + request.getHeader("Host")) : configured;
    }

    boolean isOurs(HttpServletRequest request) {
        return isOurs(
                Collections.list(request.getHeaders("Origin")),
                request.getScheme(),
                Collections.list(request.getHeaders("Host")));
    }

    /** Each header as often as it was sent: two are as bad as none. */
    boolean isOurs(List<String> origin, String scheme, List<String> host) {
        if (origin.size() != 1) {
            return false;
        }
        return configured.isEmpty()
                ? host.size() == 1 && origin.get(0).equals(scheme + "://" + host.get(0))
                : configured.contains(origin.get(0));
    }
}
