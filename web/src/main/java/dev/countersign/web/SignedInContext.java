package dev.countersign.web;

import dev.countersign.token.SignedInUser;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who calls; the principal's name is the user's.
 *
 * @param getAuthenticationScheme {@link #BEARER} or {@link #COOKIE}
 */
record SignedInContext(SignedInUser user, String getAuthenticationScheme, boolean isSecure) implements SecurityContext {

    /** By an access token. */
    static final String BEARER = "Bearer";

    /** By the cookie of a browser's session. */
    static final String COOKIE = "Cookie";

    /** The user behind the request; only where {@link SignedIn} stands. */
    static SignedInUser userOf(SecurityContext caller) {
        if (caller.getUserPrincipal() instanceof UserPrincipal principal) {
            return principal.user();
        }
        throw new IllegalStateException("the resource is not marked @SignedIn");
    }

    static boolean isByCookie(SecurityContext caller) {
        return COOKIE.equals(caller.getAuthenticationScheme());
    }

    /** The answer after the caller's session has ended: a browser forgets its cookie. */
    static Response forgotten(SecurityContext caller) {
        Response.ResponseBuilder answer = Response.noContent();
        if (isByCookie(caller)) {
            answer.header(HttpHeaders.SET_COOKIE, Cookies.clear(Cookies.SESSION));
        }
        return answer.build();
    }

    @Override
    public Principal getUserPrincipal() {
        return new UserPrincipal(user);
    }

    @Override
    public boolean isUserInRole(String role) {
        return "user".equals(role);
    }

    private record UserPrincipal(SignedInUser user) implements Principal {

        @Override
        public String getName() {
            return user.userName();
        }
    }
}
