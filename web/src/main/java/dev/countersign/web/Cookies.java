package dev.countersign.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookies that browsers keep for us. The prefix of their names ties them to this host and to TLS (RFC 6265bis section
 * 4.1.3.2), so no other host can plant one; no script reads them, and no other site has them sent.
 */
final class Cookies {

    /** Recognises a device; opens nothing. */
    static final String DEVICE = "__Host-countersign-device";

    /** Opens the login attempt that a browser has begun: {@code id.secret}. */
    static final String ATTEMPT = "__Host-countersign-attempt";

    /** Opens the reset of a forgotten password that a browser has begun: {@code id.secret}. */
    static final String RESET = "__Host-countersign-reset";

    /** Opens the session of a browser. */
    static final String SESSION = "__Host-countersign-session";

    private static final String GUARDS = "; Secure; HttpOnly; SameSite=Strict";

    private Cookies() {}

    /** The value of the cookie; empty if there is none, or if there are two, which no browser sends. */
    static Optional<String> find(HttpServletRequest request, String name) {
        List<String> values = Optional.ofNullable(request.getCookies())
                .map(Arrays::stream)
                .orElseGet(Stream::empty)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Header that has the browser keep the value until it is closed. */
    static String set(String name, String value) {
        return name + "=" + value + "; Path=/" + GUARDS;
    }

    /** Header that has the browser keep the value for so long. */
    static String set(String name, String value, Duration life) {
        return name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + GUARDS;
    }

    /** Header that has the browser forget the cookie. */
    static String clear(String name) {
        return set(name, "", Duration.ZERO);
    }
}
