package dev.countersign.notice;

import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** By how many of a user's channels an event is told. */
enum Reach {
    /**
     * By all, but not on the phone in the hand of whoever did it: who may log in has changed, and each channel may be the one
     * that a stranger has not got.
     */
    EVERY,
    /** By all but the one that was used; by that one if there is no other. */
    OTHERS,
    /** By the cheapest one that was not used; by none if there is no other. */
    ONE_OTHER;

    static Reach of(SecurityEvent.Kind kind) {
        return switch (kind) {
            case ACTIVATED,
                    USER_ADDED,
                    MIGRATED,
                    RECOVERED,
                    NUMBER_VERIFIED,
                    NUMBER_CHANGED,
                    FACTOR_REMOVED,
                    FACTORS_CHANGED,
                    FACTOR_WAIVED,
                    RECOVERY_CODE_USED,
                    CARD_ORDERED,
                    CARD_SENT,
                    CARD_PIN_CHANGED,
                    CARD_SHARE_REQUESTED,
                    CARD_SHARED,
                    CARD_SHARE_ENDED,
                    TEMPORARY_PASSCODE,
                    EMAIL_CHANGED -> EVERY;
            case CODE_REUSED,
                    LOCKED,
                    LOGIN_DENIED,
                    PUSH_SUSPENDED,
                    PASSWORD_CHANGED,
                    PASSWORD_RESET,
                    SESSIONS_DISOWNED -> OTHERS;
            case RESET_BEGUN, LOGIN -> ONE_OTHER;
        };
    }

    /**
     * Tells it.
     *
     * @param used what the act was confirmed by
     * @param tell tells it by a channel; false if the user has none of that kind
     * @return the channels that it was told by
     */
    Set<Channel> tell(Optional<Channel> used, Predicate<Channel> tell) {
        Set<Channel> told = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            boolean enough = this == ONE_OTHER && !told.isEmpty();
            if (!enough && !spares(channel, used) && tell.test(channel)) {
                told.add(channel);
            }
        }
        if (this == OTHERS && told.isEmpty()) {
            used.filter(tell).ifPresent(told::add);
        }
        return Collections.unmodifiableSet(told);
    }

    private boolean spares(Channel channel, Optional<Channel> used) {
        return used.filter(channel::equals).isPresent() && (this != EVERY || channel == Channel.PUSH);
    }
}
