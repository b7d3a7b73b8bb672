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
import java.util.Map;

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

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        HEADERS.forEach(http::setHeader);
        String path = ((HttpServletRequest) request).getRequestURI();
        boolean page = !path.startsWith("/api/") && !path.startsWith("/health/") && !path.startsWith("/metrics");
        // A page is checked for a newer one each time; an answer is kept nowhere.
        http.setHeader("Cache-Control", page ? "no-cache" : "no-store");
        if (path.endsWith("/events")) {
            // A proxy that gathers the stream would keep news from the login screen.
            http.setHeader("X-Accel-Buffering", "no");
        }
        chain.doFilter(request, response);
    }
}
