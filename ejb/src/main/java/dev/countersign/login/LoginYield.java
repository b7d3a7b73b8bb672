package dev.countersign.login;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.DeviceCookies;
import dev.countersign.lockout.Lockout;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.AccessToken;
import dev.countersign.token.BrowserSession;
import dev.countersign.token.Login;
import dev.countersign.token.SessionScope;
import dev.countersign.token.Tokens;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What a complete login yields: a session, behind a token or behind a browser's cookie. Works inside the caller's
 * transaction, which has just given the attempt's one session away.
 */
@ApplicationScoped
class LoginYield {

    @Inject
    private Factors factors;

    @Inject
    private Tokens tokens;

    @Inject
    private StepReplies replies;

    @Inject
    private Secrets secrets;

    @Inject
    private Lockout lockout;

    @Inject
    private DeviceCookies devices;

    @Inject
    private Event<LoginCompleted> completed;

    @Inject
    private Event<SecurityEvent> security;

    @Inject
    private Clock clock;

    CompletedLogin token(User user, LoginAttempt attempt, String deviceCookie) {
        AccessToken token = tokens.open(login(user, attempt));
        return new CompletedLogin(token, recognise(user, attempt, deviceCookie));
    }

    /** A token of the session that the attempt has yielded; empty if that has ended. */
    Optional<CompletedLogin> tokenAgain(User user, LoginAttempt attempt, String deviceCookie) {
        return tokens.signAgain(attempt.id(), user)
                .map(token -> new CompletedLogin(token, cookie(user, attempt, deviceCookie)));
    }

    /** @param request of which the session's cookie is made, so that it can be told once more; a random one without it */
    BrowserLogin session(User user, LoginAttempt attempt, Optional<RequestKey> request, BroughtCookies brought) {
        String cookie = request.map(key -> replies.cookie(attempt, key)).orElseGet(secrets::newBearer);
        BrowserSession session = tokens.openInBrowser(login(user, attempt), user, cookie, brought.session());
        return new BrowserLogin(session, recognise(user, attempt, brought.device()));
    }

    /** The session that the attempt has yielded by the same request; empty if that has ended. */
    Optional<BrowserLogin> sessionAgain(User user, LoginAttempt attempt, RequestKey request, BroughtCookies brought) {
        return tokens.findInBrowser(replies.cookie(attempt, request))
                .map(session -> new BrowserLogin(session, cookie(user, attempt, brought.device())));
    }

    private Login login(User user, LoginAttempt attempt) {
        Instant now = clock.instant();
        Optional<OwnedFactor> factor = attempt.asked().map(factors::get);
        return new Login(
                user.id(),
                user.userName(),
                attempt.id(),
                attempt.clientKind().name(),
                attempt.factor(),
                attempt.asked().map(FactorRef::id),
                factor.flatMap(OwnedFactor::since).orElse(now),
                now,
                scope(user.account(), attempt),
                factor.flatMap(OwnedFactor::weakUntil),
                factor.flatMap(OwnedFactor::until));
    }

    /**
     * Ends the count of failures and gives the cookie by which this device is known from now on. Whoever opened with the password alone what
     * needs a factor may have nothing but the password, and what his device is known as stays what it was.
     *
     * @return the cookie; as it was brought, or empty, where the device is not known
     */
    private String recognise(User user, LoginAttempt attempt, String deviceCookie) {
        if (attempt.asked().isPresent()) {
            lockout.completed(attempt.lane());
        } else {
            lockout.completedByPassword(attempt.lane());
        }
        completed.fire(new LoginCompleted(attempt.factor()));
        security.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN)
                .by(attempt.asked().flatMap(factor -> factor.kind().channel())));
        attempt.asked().ifPresent(factor -> factors.use(user.id(), factor, clock.instant()));
        return cookie(user, attempt, deviceCookie);
    }

    private String cookie(User user, LoginAttempt attempt, String deviceCookie) {
        boolean full = attempt.asked().isPresent() || !user.account().needsFactor();
        return full ? devices.renew(user.deviceOwner(), deviceCookie) : deviceCookie;
    }

    /**
     * Without the factor that the account needs the portal can be used to set one up, and nothing else. What is closed opens to a password:
     * who has no more than that must leave nothing behind that opens the account when it lives again.
     */
    private SessionScope scope(Account account, LoginAttempt attempt) {
        if (account.isReadOnly()) {
            return SessionScope.READ_ONLY;
        }
        Optional<FactorRef> factor = attempt.asked();
        if (factor.filter(asked -> factors.opens(asked) != Opening.EVERYTHING).isPresent()) {
            return SessionScope.GRID_CARD_ONLY;
        }
        boolean portalOnly = account.isPortalOnly() || (account.needsFactor() && factor.isEmpty());
        return portalOnly ? SessionScope.PORTAL_ONLY : SessionScope.FULL;
    }
}
