package dev.countersign.factor;

import dev.countersign.notice.Channel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of second factors, the strongest first. */
public enum FactorKind {
    /** A card with a display and a keypad, which answers a challenge. */
    DISPLAY_CARD(true, null),
    /** A key pair that a device keeps and opens for its user alone (Web Authentication Level 2). */
    PASSKEY(true, null),
    /** The app on a phone. */
    AUTHENTICATOR(true, Channel.PUSH),
    /** Codes of an app of another maker, by time (RFC 6238). */
    TOTP(true, null),
    /** Codes that come by text message, until there is something better. */
    SMS(false, Channel.SMS),
    /** Codes on paper, for the day on which there is nothing else. */
    RECOVERY_CODE(false, null);

    private final boolean permanent;

    private final @Nullable Channel channel;

    FactorKind(boolean permanent, @Nullable Channel channel) {
        this.permanent = permanent;
        this.channel = channel;
    }

    /** The kind that it counts as where limits depend on it: a secret that was shown on a screen is worth no more than an SMS. */
    public FactorKind assurance() {
        return this == TOTP || this == RECOVERY_CODE ? SMS : this;
    }

    /** The way to the user that it is proven by, so that a notice of that goes another one; empty where it is none. */
    public Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    /** Whether it opens logins in need alone: it is offered last, beside whatever else there is, and confirms no change. */
    public boolean isReserve() {
        return this == RECOVERY_CODE;
    }

    /** Whether it is made to stay. Where a user has one that is, one that is not opens no login. */
    public boolean isPermanent() {
        return permanent;
    }
}
