package dev.countersign.web;

import dev.countersign.login.AttemptKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * What opens a login attempt at this request: the secret in the header, or without that header the cookie that the browser
 * got when it began the attempt. A missing secret is answered like a wrong one.
 */
final class AttemptAccess {

    private final HttpHeaders headers;
    private final HttpServletRequest request;
    private final Origins origins;

    AttemptAccess(HttpHeaders headers, HttpServletRequest request, Origins origins) {
        this.headers = headers;
        this.request = request;
        this.origins = origins;
    }

    /** The value of the cookie that opens the attempt. */
    static String cookie(String id, String secret) {
        return id + "." + secret;
    }

    /** The secret for looking at the attempt, or one that opens nothing. */
    String secret(String id) {
        return hasHeader() ? Bearer.orNone(headers) : cookieSecret(id).orElse("");
    }

    /** What is brought to a step of the attempt. */
    AttemptKey key(String id) {
        return key(id, secret(id));
    }

    /** The same for changing the attempt: with the cookie, only for a page of ours. */
    AttemptKey keyToChange(String id) {
        return key(id, secretToChange(id));
    }

    /** The same for what comes in the answer's body: with the header alone, for with the cookie any script of the page could have it. */
    AttemptKey keyOfProgram(String id) {
        return key(id, secretOfProgram(id));
    }

    private AttemptKey key(String id, String secret) {
        return new AttemptKey(id, secret, RequestKeys.find(headers));
    }

    /** The secret for changing the attempt; with the cookie, only for a page of ours. */
    String secretToChange(String id) {
        if (isByCookie(id)) {
            origins.require(request);
        }
        return secret(id);
    }

    private String secretOfProgram(String id) {
        if (isByCookie(id)) {
            origins.require(request);
            return "";
        }
        return secret(id);
    }

    /** Whether it is the cookie that opens the attempt of this id. */
    boolean isByCookie(String id) {
        return !hasHeader() && cookieSecret(id).isPresent();
    }

    /** The id of the attempt that the browser has a cookie of. */
    Optional<String> currentId() {
        return Cookies.find(request, Cookies.ATTEMPT)
                .filter(cookie -> !hasHeader() && cookie.indexOf('.') > 0)
                .map(cookie -> cookie.substring(0, cookie.indexOf('.')));
    }

    private boolean hasHeader() {
        List<String> values = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return values != null && !values.isEmpty();
    }

    private Optional<String> cookieSecret(String id) {
        return Cookies.find(request, Cookies.ATTEMPT)
                .filter(cookie -> cookie.startsWith(cookie(id, "")))
                .map(cookie -> cookie.substring(id.length() + 1));
    }
}
