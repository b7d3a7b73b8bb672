package dev.countersign.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sets the security headers on every response: answers, errors and static files alike. A file that its browser has already is not
 * sent again.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HeaderFilter implements Filter {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Strict-Transport-Security",
            "max-age=31536000; includeSubDomains",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final List<String> PROGRAM_PATHS = List.of("/api", "/soap", "/health", "/metrics", "/.well-known");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Browsers send some 200 characters. */
    private static final int LONGEST_ACCEPT = 1000;

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}";
    private static final String WEIGHT = "q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)";

    /** Possessive: a group that may be given back is matched by recursion, and any number of parameters would end the stack. */
    private static final String RANGE =
            TOKEN + "/" + TOKEN + "( *; *(" + WEIGHT + "|(?!q=)" + TOKEN + "=" + TOKEN + "))*+";

    static final Pattern ACCEPT = Pattern.compile(" *" + RANGE + "( *, *" + RANGE + "){0,30} *");

    private final LargeAnswers large = new LargeAnswers();

    private StaticFiles files;

    @SuppressWarnings("NullAway.Init") // the container calls init first
    public HeaderFilter() {}

    @Override
    public void init(FilterConfig config) {
        files = new StaticFiles(config.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        String path = ((HttpServletRequest) request).getRequestURI();
        boolean page = isPage(path);
        guard(path, http);
        if (page || path.startsWith(TextResource.ADDRESS)) {
            // The server may compress it.
            http.setHeader("Vary", "Accept-Encoding");
        }
        if (path.endsWith("/events")) {
            // A proxy that gathers the stream would keep news from the login screen.
            http.setHeader("X-Accel-Buffering", "no");
        }
        if (!page && negotiates(path) && !acceptable((HttpServletRequest) request)) {
            http.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        // It would show a page the cookies that no script reads.
        boolean trace = ((HttpServletRequest) request).getMethod().equals("TRACE");
        if (page && trace) {
            http.setHeader("Allow", "GET, HEAD, OPTIONS");
            http.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (page) {
            doFile(StaticFiles.withoutDate((HttpServletRequest) request), http, chain);
            return;
        }
        HttpServletRequest asked = trace ? withoutMethod((HttpServletRequest) request) : (HttpServletRequest) request;
        if (OpenApiResource.isAsked(asked)) {
            large.doFilter(asked, http, chain);
            return;
        }
        chain.doFilter(asked, response);
    }

    /** The routing refuses it as any method that a resource has not, and alone knows which ones the resource has. */
    private static HttpServletRequest withoutMethod(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "NONE";
            }
        };
    }

    private void doFile(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> tag =
                READING.contains(request.getMethod()) ? files.findTag(request.getRequestURI()) : Optional.empty();
        tag.ifPresent(value -> response.setHeader("ETag", value));
        if (tag.isPresent() && StaticFiles.isKnown(request, tag.get())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (!files.isUpTo(LargeAnswers.BUFFERED, request.getRequestURI())) {
            large.doFilter(request, response, chain);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Sets the headers that each answer to this address has. */
    static void guard(String path, HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
        // A page is checked for a newer one each time; an answer is kept nowhere.
        response.setHeader("Cache-Control", isPage(path) ? "no-cache" : "no-store");
    }

    /** Whether people look at this address, and not programs. */
    static boolean isPage(String path) {
        return PROGRAM_PATHS.stream().noneMatch(path::startsWith);
    }

    /** SOAP answers in one media type whatever the Accept; old clients send one that has not the form. */
    private static boolean negotiates(String path) {
        return !path.startsWith("/soap");
    }

    /** Whether Accept has the form of RFC 9110 section 12.5.1; the routing behind takes another form for its own fault. */
    private static boolean acceptable(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Accept")).stream()
                .allMatch(accept -> accept.length() <= LONGEST_ACCEPT
                        && ACCEPT.matcher(accept).matches());
    }
}
