package dev.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What opens a thing that somebody has begun who has no session: the secret in the header, or without that header the cookie that the browser got
 * when it began. A missing secret is answered like a wrong one.
 */
final class SecretAccess {

    private final String name;
    private final HttpHeaders headers;
    private final HttpServletRequest request;
    private final Origins origins;

    private SecretAccess(String name, HttpHeaders headers, HttpServletRequest request, Origins origins) {
        this.name = name;
        this.headers = headers;
        this.request = request;
        this.origins = origins;
    }

    /** What opens a login attempt. */
    static SecretAccess ofAttempt(HttpHeaders headers, HttpServletRequest request, Origins origins) {
        return new SecretAccess(Cookies.ATTEMPT, headers, request, origins);
    }

    /** What opens a forgotten password's reset. */
    static SecretAccess ofReset(HttpHeaders headers, HttpServletRequest request, Origins origins) {
        return new SecretAccess(Cookies.RESET, headers, request, origins);
    }

    /** Header that has the browser keep what opens the thing of this id, as long as that lives. */
    String setCookie(String id, String secret, Duration life) {
        return Cookies.set(name, cookie(id, secret), life);
    }

    /** The secret for looking, or one that opens nothing. */
    String secret(String id) {
        return hasHeader() ? Bearer.orNone(headers) : cookieSecret(id).orElse("");
    }

    /** The secret for a change; with the cookie, only for a page of ours. */
    String secretToChange(String id) {
        if (isByCookie(id)) {
            origins.require(request);
        }
        return secret(id);
    }

    /** The secret for what comes in the answer's body: from the header alone, for with the cookie any script of the page could have it. */
    String secretOfProgram(String id) {
        if (isByCookie(id)) {
            origins.require(request);
            return "";
        }
        return secret(id);
    }

    /** Whether it is the cookie that opens the thing of this id. */
    boolean isByCookie(String id) {
        return !hasHeader() && cookieSecret(id).isPresent();
    }

    /** The id of what the browser has a cookie of. */
    Optional<String> currentId() {
        return Cookies.find(request, name)
                .filter(cookie -> !hasHeader() && cookie.indexOf('.') > 0)
                .map(cookie -> cookie.substring(0, cookie.indexOf('.')));
    }

    private static String cookie(String id, String secret) {
        return id + "." + secret;
    }

    private boolean hasHeader() {
        List<String> values = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return values != null && !values.isEmpty();
    }

    private Optional<String> cookieSecret(String id) {
        return Cookies.find(request, name)
                .filter(cookie -> cookie.startsWith(cookie(id, "")))
                .map(cookie -> cookie.substring(id.length() + 1));
    }
}
