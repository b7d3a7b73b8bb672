package dev.countersign.securityevent;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a user has to hear of, because it may not have been him (OWASP ASVS 5.0, 6.3.5 and 6.3.7). Whoever decides it
 * fires it as a CDI event in his transaction; one observer tells the user, in no other way than by that transaction's commit.
 *
 * @param used what the act was confirmed by, so that the notice goes elsewhere; empty where the user's factors had no part in it
 * @param formerNumberId the number that is told instead of the present one, because that may be a stranger's
 * @param formerEmail the mail address that is told instead of the present one
 * @param formerPhone the installation that is told instead of the present one, which is in the hand of whoever did it
 * @param arguments of the texts by their names, such as {@code device}, the model of a phone; no secret
 * @param link a page of ours where the user undoes it; for nobody but him
 */
public record SecurityEvent(
        long userId,
        Kind kind,
        Optional<Channel> used,
        Optional<String> formerNumberId,
        Optional<String> formerEmail,
        Optional<UUID> formerPhone,
        Map<String, String> arguments,
        Optional<URI> link) {

    /** What happened. */
    public enum Kind {
        /** A phone became the user's authenticator; has {@code device}. */
        ACTIVATED,
        /** The same, on a phone that is another user's authenticator too; has {@code device}. */
        USER_ADDED,
        /** The authenticator went to another phone; has {@code device}, the new one. */
        MIGRATED,
        /** The authenticator came back from a backup, or after a loss; has {@code device}. */
        RECOVERED,
        /** A number was proven to be the user's. */
        NUMBER_VERIFIED,
        /** Login codes go to another number, or a number was removed. */
        NUMBER_CHANGED,
        /** The user has a factor less. */
        FACTOR_REMOVED,
        /** The user added or removed a factor of another kind. */
        FACTORS_CHANGED,
        /** The user's account is one from now on that the password alone opens. */
        FACTOR_WAIVED,
        /** A display card was ordered for the user. */
        CARD_ORDERED,
        /** A card was sent to the user, and opens nothing yet. */
        CARD_SENT,
        /** A display card of the user takes another PIN. */
        CARD_PIN_CHANGED,
        /** A display card is to be shared by the user and another one, if compliance wants it. */
        CARD_SHARE_REQUESTED,
        /** A display card answers for the user and another one. */
        CARD_SHARED,
        /** It does so no more, or it was refused, or given up, that it should. */
        CARD_SHARE_ENDED,
        /** The help desk gave the user a temporary passcode. */
        TEMPORARY_PASSCODE,
        /** Notices go to another mail address. */
        EMAIL_CHANGED,
        /** One of the recovery codes opened a login; has {@code left}, how many there are still. */
        RECOVERY_CODE_USED,
        /** A code of an app, or of a card, was typed again after it had counted: somebody may have seen it. */
        CODE_REUSED,
        /** All ways in are closed, by wrong codes or by an operator. */
        LOCKED,
        /** A login with the right password was refused on the phone, came to nothing after the phone was asked, or was answered wrongly until it ended: somebody may know the password. */
        LOGIN_DENIED,
        /** So many logins with the right password asked the phone in vain that it is not asked any more, and not all of them came to a session. */
        PUSH_SUSPENDED,
        /** The user changed his password. */
        PASSWORD_CHANGED,
        /** Somebody showed a reset code and is asked for a factor that sends nothing to the user. */
        RESET_BEGUN,
        /** A forgotten password was replaced. */
        PASSWORD_RESET,
        /** The user said that a login was not his, and all other sessions ended. */
        SESSIONS_DISOWNED,
        /** A login was completed; told where the jurisdiction wants it. */
        LOGIN;

        /** Whether one channel alone tells it: where that fails, the next one has to, while it matters. */
        public boolean isToldByOneChannel() {
            return this == RESET_BEGUN || this == LOGIN;
        }
    }

    public SecurityEvent {
        arguments = Map.copyOf(arguments);
    }

    /** Something that happened to a user; the methods below add what else is known. */
    public static SecurityEvent of(long userId, Kind kind) {
        return new SecurityEvent(
                userId,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /** What it was confirmed by. */
    public SecurityEvent by(Channel channel) {
        return new SecurityEvent(
                userId, kind, Optional.of(channel), formerNumberId, formerEmail, formerPhone, arguments, link);
    }

    /** The same where it may have been something that is no way to the user. */
    public SecurityEvent by(Optional<Channel> channel) {
        return channel.map(this::by).orElse(this);
    }

    /** The number that was the user's before, by its id; one that was removed can be told still. */
    public SecurityEvent toFormerNumber(String numberId) {
        return new SecurityEvent(userId, kind, used, Optional.of(numberId), formerEmail, formerPhone, arguments, link);
    }

    /** The mail address that was the user's before. */
    public SecurityEvent toFormerEmail(String address) {
        return new SecurityEvent(
                userId, kind, used, formerNumberId, Optional.of(address), formerPhone, arguments, link);
    }

    /** The phone that was the user's authenticator before. */
    public SecurityEvent toFormerPhone(UUID installation) {
        return new SecurityEvent(
                userId, kind, used, formerNumberId, formerEmail, Optional.of(installation), arguments, link);
    }

    /** An argument of the texts. */
    public SecurityEvent with(String name, String value) {
        Map<String, String> more = new HashMap<>(arguments);
        more.put(name, value);
        return new SecurityEvent(userId, kind, used, formerNumberId, formerEmail, formerPhone, more, link);
    }

    /** Where the user undoes it; told in mail and SMS alone. */
    public SecurityEvent undoneAt(URI page) {
        return new SecurityEvent(
                userId, kind, used, formerNumberId, formerEmail, formerPhone, arguments, Optional.of(page));
    }

    @Override
    public String toString() {
        return "SecurityEvent[" + kind + " of user " + userId + "]";
    }
}
