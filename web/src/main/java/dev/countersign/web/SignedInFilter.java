package dev.countersign.web;

import dev.countersign.budget.AskedFrom;
import dev.countersign.token.Activity;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Lets nobody through but users whose session is good now, shown by an access token or by a browser's cookie, and notes who
 * it is. With the cookie only a page of ours may change anything: the browser adds it whoever made the page.
 */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public class SignedInFilter implements ContainerRequestFilter {

    @Inject
    private Sessions sessions;

    @Inject
    private Origins origins;

    @Inject
    private AskedFrom askedFrom;

    @Context
    private HttpServletRequest http;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        // Two headers come as one, joined by a comma, which no token has.
        Optional<String> header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<String> cookie = header.isPresent() ? Optional.empty() : Cookies.find(http, Cookies.SESSION);
        // Before the session is looked at: what others send keeps it from nothing.
        Optional<Problem> foreign = cookie.isPresent() && !ScopeLimits.isReading(request.getMethod())
                ? origins.refusal(http)
                : Optional.empty();
        if (foreign.isPresent()) {
            request.abortWith(foreign.get().response());
            return;
        }
        Optional<SignedInUser> user = header.isPresent()
                ? header.flatMap(Bearer::find).flatMap(token -> sessions.findUser(token, activity()))
                : cookie.flatMap(value -> sessions.findUserByCookie(value, activity()));
        if (user.isEmpty()) {
            request.abortWith(refusal(header.isPresent()));
            return;
        }
        Optional<ProblemCode> refused = new ScopeLimits(
                        request.getMethod(), resource.getResourceClass(), resource.getResourceMethod())
                .refusal(user.get().session().scope());
        if (refused.isPresent()) {
            request.abortWith(Problem.of(refused.get()).response());
            return;
        }
        askedFrom.setClient(user.get().session().clientKind());
        request.setSecurityContext(new SignedInContext(
                user.get(),
                cookie.isPresent() ? SignedInContext.COOKIE : SignedInContext.BEARER,
                request.getSecurityContext().isSecure()));
    }

    private Activity activity() {
        return resource.getResourceMethod().isAnnotationPresent(Unnoticed.class) ? Activity.UNNOTICED : Activity.COUNTS;
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
