package dev.countersign.securityevent;

import java.util.UUID;

/** Notices on the phone with a user's authenticator. Where no bean has this type, there are none. */
public interface NoticePush {

    /**
     * Tells the user of an event, once the caller's transaction has committed; takes no part in what a login waits for. What does not get
     * there is told by a {@link LostNotice}.
     *
     * @param title one line, no secret
     * @param body one or two sentences, no secret
     * @return false if he has no phone that can be told
     */
    boolean tell(SecurityEvent about, String title, String body);

    /**
     * The same on one phone, whoever's it is now: as one that was his authenticator until a moment ago.
     *
     * @return false if the phone cannot be told
     */
    boolean tellPhone(UUID installation, SecurityEvent about, String title, String body);
}
