package dev.countersign.card;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A "no".
 *
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record CardRefusal(Reason reason, Optional<Duration> retryAfter, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no such card, or there is no such card or user. */
        UNKNOWN,
        /** Cards of several manufacturers have this serial: name one. */
        AMBIGUOUS,
        /** The card cannot be given away: it is not in stock, or not valid now. */
        NOT_IN_STOCK,
        /** The card takes a PIN, and none was chosen. */
        PIN_MISSING,
        /** The login was without a second factor although the user has one, or another factor than the card changes its PIN. */
        OTHER_LOGIN,
        /** Challenge, PIN or typing is wrong. */
        WRONG,
        /** The challenge is too old. */
        EXPIRED,
        /** Too many answers were wrong, or it was asked too often within an hour. */
        BLOCKED,
        /** The user is locked out, or an operator has locked him. */
        LOCKED,
        /** The card shows the same for the same question, and cannot run away. */
        IN_STEP,
        /** Only the owner of a card changes its PIN. */
        NOT_OWNER,
        /** The login of the owner was not answered with a card of his, or proves nothing any more. */
        NO_PROOF,
        /** It is shared with the user already, or the sharing is over. */
        SHARE_CLOSED,
        /** The user has a factor that is stronger than the card. */
        SHARE_LESS_SECURE,
        /** One of both has temporary access. */
        SHARE_TEMP_DEVICE,
        /** Another person, as far as is known. */
        SHARE_IDENTITY,
        /** This order was shipped, refused or cancelled before. */
        ORDER_OVER,
        /** The card is to go to another address than the broker knows, and its user may still object. */
        ORDER_WAITS,
        /** No card is sent for the order while an operator has locked its user. */
        ORDER_USER_LOCKED,
        /** The account of the order's user is for practice by now, or not open. */
        ORDER_ACCOUNT_STATE,
        /** Its user has lost a phone since he ordered, and whoever has that could have chosen address or PIN. */
        ORDER_PHONE_LOST,
        /** Its user chose a PIN, and this card takes none. */
        ORDER_PIN
    }

    /** One that ends at a time, if it does. */
    public static CardRefusal until(Reason reason, Optional<Instant> end, Instant now) {
        return new CardRefusal(reason, end.map(time -> Duration.between(now, time)), Reference.next());
    }

    public static CardRefusal of(Reason reason) {
        return new CardRefusal(reason, Optional.empty(), Reference.next());
    }
}
