package dev.countersign.web;

import dev.countersign.token.SignedInUser;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls with an access token; the principal's name is the user's. */
record SignedInContext(SignedInUser user, boolean isSecure) implements SecurityContext {

    /** The user behind the request; only where {@link SignedIn} stands. */
    static SignedInUser userOf(SecurityContext caller) {
        if (caller.getUserPrincipal() instanceof UserPrincipal principal) {
            return principal.user();
        }
        throw new IllegalStateException("the resource is not marked @SignedIn");
    }

    @Override
    public Principal getUserPrincipal() {
        return new UserPrincipal(user);
    }

    @Override
    public boolean isUserInRole(String role) {
        return "user".equals(role);
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }

    private record UserPrincipal(SignedInUser user) implements Principal {

        @Override
        public String getName() {
            return user.userName();
        }
    }
}
