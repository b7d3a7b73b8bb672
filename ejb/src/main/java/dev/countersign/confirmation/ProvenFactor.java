package dev.countersign.confirmation;

import dev.countersign.notice.Channel;
import java.util.Optional;

/**
 * The factor that was proven.
 *
 * @param numberId the mobile number of that id; empty where it was the authenticator
 */
public record ProvenFactor(Optional<String> numberId) {

    /** The way to the user that it was proven by, so that a notice of it goes another one. */
    public Channel channel() {
        return numberId.isPresent() ? Channel.SMS : Channel.PUSH;
    }
}
