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
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

    /** Attribute of a request that came here: its address. */
    static final String PATH = HeaderFilter.class.getName() + ".path";

    private static final String ACCEPT = "Accept";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final LargeAnswers large = new LargeAnswers();

    private StaticFiles files;

    private String build;

    @SuppressWarnings("NullAway.Init") // the container calls init first
    public HeaderFilter() {}

    @Override
    public void init(FilterConfig config) throws ServletException {
        files = new StaticFiles(config.getServletContext());
        build = Build.name(config.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse http = (HttpServletResponse) response;
        String path = pathOf(asked);
        asked.setAttribute(PATH, path);
        boolean page = isPage(path);
        guard(path, http);
        if (page || path.startsWith(TextResource.ADDRESS)) {
            // The server may compress it.
            http.setHeader("Vary", "Accept-Encoding");
            http.setHeader(Build.HEADER, build);
        }
        if (path.endsWith("/events")) {
            // A proxy that gathers the stream would keep news from the login screen.
            http.setHeader("X-Accel-Buffering", "no");
        }
        Optional<HttpServletRequest> read = page || !negotiates(path) ? Optional.of(asked) : withPlainAccept(asked);
        if (read.isEmpty()) {
            http.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        // It would show a page the cookies that no script reads.
        boolean trace = asked.getMethod().equals("TRACE");
        if (page && trace) {
            http.setHeader("Allow", "GET, HEAD, OPTIONS");
            http.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (page) {
            doFile(path, StaticFiles.withoutDate(asked), http, chain);
            return;
        }
        HttpServletRequest passed = trace ? withoutMethod(read.get()) : read.get();
        if (OpenApiResource.isAsked(passed)) {
            large.doFilter(passed, http, chain);
            return;
        }
        chain.doFilter(passed, response);
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

    private void doFile(String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<StaticFiles.Known> file = files.find(path);
        Optional<String> tag =
                file.filter(known -> READING.contains(request.getMethod())).map(StaticFiles.Known::tag);
        tag.ifPresent(value -> response.setHeader("ETag", value));
        if (tag.isPresent() && StaticFiles.isKnown(request, tag.get())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (file.filter(known -> known.octets() <= LargeAnswers.BUFFERED).isEmpty()) {
            large.doFilter(request, response, chain);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The address by which the server routes: what is sent may spell the same one in many ways. */
    private static String pathOf(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
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

    /** The request with its Accept as the routing behind can read it; empty where nobody could. */
    private static Optional<HttpServletRequest> withPlainAccept(HttpServletRequest request) {
        List<String> fields = Collections.list(request.getHeaders(ACCEPT));
        return fields.isEmpty()
                ? Optional.of(request)
                : AcceptField.read(fields).map(plain -> withAccept(request, plain));
    }

    private static HttpServletRequest withAccept(HttpServletRequest request, String plain) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getHeader(String name) {
                return ACCEPT.equalsIgnoreCase(name) ? plain : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return ACCEPT.equalsIgnoreCase(name) ? Collections.enumeration(List.of(plain)) : super.getHeaders(name);
            }
        };
    }
}
