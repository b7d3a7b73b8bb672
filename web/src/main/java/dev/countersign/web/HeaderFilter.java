package dev.countersign.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sets the security headers on every response: answers, errors and static files alike. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HeaderFilter implements Filter {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}";
    private static final String WEIGHT = "q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)";
    private static final String RANGE =
            TOKEN + "/" + TOKEN + "( *; *(" + WEIGHT + "|(?!q=)" + TOKEN + "=" + TOKEN + "))*";
    private static final Pattern ACCEPT = Pattern.compile(" *" + RANGE + "( *, *" + RANGE + "){0,30} *");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        HEADERS.forEach(http::setHeader);
        String path = ((HttpServletRequest) request).getRequestURI();
        boolean page = isPage(path);
        // A page is checked for a newer one each time; an answer is kept nowhere.
        http.setHeader("Cache-Control", page ? "no-cache" : "no-store");
        if (path.endsWith("/events")) {
            // A proxy that gathers the stream would keep news from the login screen.
            http.setHeader("X-Accel-Buffering", "no");
        }
        if (!page && negotiates(path) && !acceptable((HttpServletRequest) request)) {
            http.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
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
                .allMatch(accept -> ACCEPT.matcher(accept).matches());
    }
}
