package dev.countersign.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A request as a servlet container hands it on, as far as it was said here what was sent.
 *
 * @param connection the address that the connection comes from
 * @param headers each header with all its values; names are written as they are asked for
 */
record SentRequest(String connection, String scheme, Map<String, List<String>> headers, List<Cookie> cookies) {

    static SentRequest from(String connection, Map<String, List<String>> headers) {
        return new SentRequest(connection, "http", headers, List.of());
    }

    HttpServletRequest asServlet() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, called, arguments) -> switch (called.getName()) {
                    case "getRemoteAddr" -> connection;
                    case "getScheme" -> scheme;
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeaders" -> Collections.enumeration(all((String) arguments[0]));
                    case "getHeader" ->
                        all((String) arguments[0]).stream().findFirst().orElse(null);
                    case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private List<String> all(String header) {
        return headers.getOrDefault(header, List.of());
    }
}
