package dev.countersign.login;

import dev.countersign.authenticator.Enrolment;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.push.PushOrder;
import dev.countersign.push.PushRequest;
import dev.countersign.push.PushRequests;
import dev.countersign.text.TextCatalogue;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Asks the user's phone whether it is him who logs in; works inside the caller's transaction. */
@ApplicationScoped
class PhoneQuestions {

    /** An address that nobody logged in from for so long is new. */
    private static final Duration KNOWN = Duration.ofDays(90);

    private static final int NEVER = 0;
    private static final int ALWAYS = 2;

    @Inject
    private PushRequests requests;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Clock clock;

    /** Asks once more in an attempt; nothing stands against it. */
    PushRequest ask(User user, LoginAttempt attempt, Enrolment phone) {
        return requests.ask(order(user, attempt, phone));
    }

    /** Asks in an attempt that is new; nothing stands against it. */
    PushRequest askFirst(User user, LoginAttempt attempt, Enrolment phone) {
        return requests.askFirst(order(user, attempt, phone));
    }

    private PushOrder order(User user, LoginAttempt attempt, Enrolment phone) {
        // The open app of the phone looks at once.
        changed.fire(new AttemptChanged(phone.installationId().toString()));
        return new PushOrder(
                phone,
                attempt.id(),
                attempt.expiresAt(),
                user.userName(),
                nameOf(attempt, user.language()),
                attempt.clientAddress(),
                user.language(),
                isNumberMatched(user, attempt, phone));
    }

    /** A number has to be typed where the rule says so, or where somebody else may be at the keyboard. */
    private boolean isNumberMatched(User user, LoginAttempt attempt, Enrolment phone) {
        int rule = jurisdictions.limits(user.jurisdiction()).count(Rule.NUMBER_MATCHING);
        return switch (rule) {
            case NEVER -> false;
            case ALWAYS -> true;
            default ->
                !attempt.isOfKnownDevice()
                        || !attempts.isKnownAddress(
                                user.id(),
                                attempt.clientAddress(),
                                clock.instant().minus(KNOWN))
                        || requests.isRisky(phone, attempt.id());
        };
    }

    private static String nameOf(LoginAttempt attempt, String language) {
        String key =
                "client." + attempt.clientKind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return (TextCatalogue.forReader(language).getText(key) + " " + shown(attempt.clientVersion())).strip();
    }

    /** A version as the client states it: what is none is not shown, because people believe what stands on their phone. */
    private static String shown(String version) {
        return version.matches("[0-9A-Za-z.+_-]{1,20}") ? version : "";
    }
}
