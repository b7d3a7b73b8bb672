package dev.countersign.login;

import dev.countersign.notice.Channel;
import dev.countersign.token.Login;
import java.util.Optional;
import java.util.UUID;

/**
 * The second factor that an attempt asks for: one of both, or none where the password is enough.
 *
 * @param numberId the number that codes go to
 * @param enrolment the authenticator that answers
 */
record AskedFactor(Optional<String> numberId, Optional<UUID> enrolment) {

    static final String SMS = "SMS";
    static final String AUTHENTICATOR = "AUTHENTICATOR";

    static AskedFactor none() {
        return new AskedFactor(Optional.empty(), Optional.empty());
    }

    static AskedFactor sms(String numberId) {
        return new AskedFactor(Optional.of(numberId), Optional.empty());
    }

    static AskedFactor authenticator(UUID enrolment) {
        return new AskedFactor(Optional.empty(), Optional.of(enrolment));
    }

    boolean isNone() {
        return numberId.isEmpty() && enrolment.isEmpty();
    }

    /** The way to the user that it is proven by; empty if none is asked. */
    Optional<Channel> channel() {
        return enrolment.map(phone -> Channel.PUSH).or(() -> numberId.map(number -> Channel.SMS));
    }

    /** Its kind; {@link Login#PASSWORD_ONLY} if none is asked. */
    String kind() {
        if (enrolment.isPresent()) {
            return AUTHENTICATOR;
        }
        return numberId.isPresent() ? SMS : Login.PASSWORD_ONLY;
    }
}
