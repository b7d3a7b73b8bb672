package dev.countersign.web;

import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Lets nobody through but users whose access token and session are good now, and notes who it is. */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public class SignedInFilter implements ContainerRequestFilter {

    @Inject
    private Sessions sessions;

    @Override
    public void filter(ContainerRequestContext request) {
        // Two headers come as one, joined by a comma, which no token has.
        Optional<String> header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<SignedInUser> user = header.flatMap(Bearer::find).flatMap(sessions::findUser);
        if (user.isEmpty()) {
            request.abortWith(refusal(header.isPresent()));
            return;
        }
        request.setSecurityContext(
                new SignedInContext(user.get(), request.getSecurityContext().isSecure()));
    }

    /** RFC 6750 section 3.1: who showed no token learns no error. */
    private static Response refusal(boolean shown) {
        Response response = Problem.of(ProblemCode.TOKEN_REQUIRED).response();
        return shown
                ? Response.fromResponse(response)
                        .header(HttpHeaders.WWW_AUTHENTICATE, null)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .build()
                : response;
    }
}
