package dev.countersign.web;

import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whether a request was made by one of our own pages: browsers name the page's address in {@code Origin} (RFC 6454
 * section 7), and no script can change it. Where addresses are configured they alone are ours; otherwise it is the one that
 * the request was sent to.
 */
@ApplicationScoped
public class Origins {

    private static final System.Logger LOG = System.getLogger(Origins.class.getName());

    private static final Pattern ORIGIN =
            Pattern.compile("null|[a-zA-Z][a-zA-Z0-9+.-]{0,29}://[a-zA-Z0-9._:\\[\\]-]{1,260}");

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
        refusal(request).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** What is answered to what no page of ours has sent; the log has it, because a wrong address of ours refuses everybody. */
    Optional<Problem> refusal(HttpServletRequest request) {
        if (isOurs(request)) {
            return Optional.empty();
        }
        Problem problem = Problem.of(ProblemCode.ORIGIN_REFUSED);
        LOG.log(
                System.Logger.Level.INFO,
                "A page of another address was refused, origin={0} ref={1}",
                readable(Collections.list(request.getHeaders("Origin"))),
                problem.reference().value());
        return Optional.of(problem);
    }

    /** What was sent, where it is an origin: anybody writes there what he likes. */
    private static String readable(List<String> origin) {
        if (origin.isEmpty()) {
            return "none";
        }
        return origin.size() == 1 && ORIGIN.matcher(origin.get(0)).matches() ? origin.get(0) : "unreadable";
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
