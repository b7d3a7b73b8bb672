package dev.countersign.factor;

import dev.countersign.securityevent.Channel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of second factors, the strongest first. */
public enum FactorKind {
    /** A card with a display and a keypad, which answers a challenge. */
    DISPLAY_CARD(Stay.PERMANENT, null),
    /** A key pair that a device keeps and opens for its user alone (Web Authentication Level 2). */
    PASSKEY(Stay.PERMANENT, null),
    /** The app on a phone. */
    AUTHENTICATOR(Stay.PERMANENT, Channel.PUSH),
    /** Codes of an app of another maker, by time (RFC 6238). */
    TOTP(Stay.PERMANENT, null),
    /** A plastic card with a table of cells, two of which its user is asked for. */
    GRID_CARD(Stay.PERMANENT, null),
    /** A table of cells that the user printed, two of which he is asked for. */
    ONLINE_GRID_CARD(Stay.STAND_IN, null),
    /** Codes that come by text message, until there is something better. */
    SMS(Stay.UNTIL_BETTER, Channel.SMS),
    /** Codes on paper, for the day on which there is nothing else. */
    RECOVERY_CODE(Stay.RESERVE, null),
    /** A code that the help desk dictated. */
    TEMPORARY_PASSCODE(Stay.STAND_IN, null);

    /** How long a factor is one. */
    private enum Stay {
        /** Until its user or an operator ends it. */
        PERMANENT,
        /** While the user has none that is permanent. */
        UNTIL_BETTER,
        /** For some days, in the place of one that is lost: until one becomes active after it. */
        STAND_IN,
        /** Beside whatever else there is, for need. */
        RESERVE
    }

    private final Stay stay;

    private final @Nullable Channel channel;

    FactorKind(Stay stay, @Nullable Channel channel) {
        this.stay = stay;
        this.channel = channel;
    }

    /** The kind that a session names as the factor of its login; empty where the password was enough. */
    public static Optional<FactorKind> ofLogin(String factor) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(factor))
                .findFirst();
    }

    /** Whether what a session names as the factor of its login stands in for a lost one. */
    public static boolean isLoginByStandIn(String factor) {
        return ofLogin(factor).filter(FactorKind::isStandIn).isPresent();
    }

    /**
     * The kind that it counts as where limits depend on it: a secret that stood on a screen or on paper is worth no more than an SMS. A
     * temporary passcode is worth less than any other, and says so.
     */
    public FactorKind assurance() {
        return switch (this) {
            case TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE -> SMS;
            case DISPLAY_CARD, PASSKEY, AUTHENTICATOR, SMS, TEMPORARY_PASSCODE -> this;
        };
    }

    /** Whether limits that depend on it are higher than those of an SMS. */
    public boolean isWorthMoreThanSms() {
        return assurance().compareTo(SMS) < 0;
    }

    /** The way to the user that it is proven by, so that a notice of that goes another one; empty where it is none. */
    public Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    /** Whether it opens logins in need alone: it is offered last, beside whatever else there is, and confirms no change. */
    public boolean isReserve() {
        return stay == Stay.RESERVE;
    }

    /** Whether it is made to stay. Where a user has one that is, an SMS opens no login. */
    public boolean isPermanent() {
        return stay == Stay.PERMANENT;
    }

    /** Whether it is a card that was sent to its user. */
    public boolean isCard() {
        return this == DISPLAY_CARD || this == GRID_CARD;
    }

    /** Whether it may be in the phone that messages come to: who finds that one has both. */
    public boolean isInPhone() {
        return switch (this) {
            case AUTHENTICATOR, PASSKEY, TOTP -> true;
            case DISPLAY_CARD, GRID_CARD, ONLINE_GRID_CARD, SMS, RECOVERY_CODE, TEMPORARY_PASSCODE -> false;
        };
    }

    /** Whether it takes the place of a lost one for some days. */
    public boolean isStandIn() {
        return stay == Stay.STAND_IN;
    }

    /** Whether it proves, inside a session, that the user is still the one who logged in: not what was spoken on the telephone, nor what is for need. */
    public boolean confirms() {
        return this != TEMPORARY_PASSCODE && !isReserve();
    }

    /** Whether it makes room for a better one. */
    boolean mayYield() {
        return stay == Stay.UNTIL_BETTER || isStandIn();
    }

    /** Whether one of the other kind takes its place, at once or where it became active after it. */
    boolean mayYieldTo(FactorKind other) {
        return yieldsTo(other) || yieldsLaterTo(other);
    }

    /** Whether a stand-in of this kind opens nothing any more once one of the other kind has become active after it. */
    boolean yieldsLaterTo(FactorKind other) {
        return isStandIn() && (other.isPermanent() || (other.isStandIn() && other.compareTo(this) < 0));
    }

    /** Whether it opens no login while there is one of the other kind. */
    boolean yieldsTo(FactorKind other) {
        return stay == Stay.UNTIL_BETTER && other.isPermanent();
    }
}
