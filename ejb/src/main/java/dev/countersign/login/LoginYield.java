package dev.countersign.login;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.lockout.DeviceCookies;
import dev.countersign.lockout.Lockout;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
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
    private MobileNumbers numbers;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Tokens tokens;

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

    BrowserLogin session(User user, LoginAttempt attempt, BroughtCookies brought) {
        BrowserSession session = tokens.openInBrowser(login(user, attempt), user, brought.session());
        return new BrowserLogin(session, recognise(user, attempt, brought.device()));
    }

    private Login login(User user, LoginAttempt attempt) {
        Instant now = clock.instant();
        return new Login(
                user.id(),
                user.userName(),
                attempt.id(),
                attempt.clientKind().name(),
                attempt.factor(),
                since(attempt.asked()).orElse(now),
                now,
                scope(user.account(), !attempt.asked().isNone()),
                attempt.asked()
                        .enrolment()
                        .flatMap(phone -> authenticators.get(phone).weakUntil()));
    }

    /** When the user proved to hold the factor for the first time. */
    private Optional<Instant> since(AskedFactor asked) {
        return asked.enrolment()
                .map(phone -> authenticators.get(phone).createdAt())
                .or(() -> asked.numberId().map(numbers::getNumber).flatMap(MobileNumber::verifiedAt));
    }

    /** Ends the count of failures and gives the cookie by which this device is known from now on. */
    private String recognise(User user, LoginAttempt attempt, String deviceCookie) {
        lockout.completed(attempt.lane());
        completed.fire(new LoginCompleted(attempt.factor()));
        SecurityEvent login = SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN);
        security.fire(attempt.asked().channel().map(login::by).orElse(login));
        return devices.renew(user.deviceOwner(), deviceCookie);
    }

    /** Without the factor that the account needs the portal can be used to set one up, and nothing else. */
    private static SessionScope scope(Account account, boolean byFactor) {
        boolean portalOnly = account.isPortalOnly() || (account.needsFactor() && !byFactor);
        return portalOnly ? SessionScope.PORTAL_ONLY : SessionScope.FULL;
    }
}
