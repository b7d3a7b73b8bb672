package dev.countersign.notice;

import java.util.UUID;

/** Notices on the phone with a user's authenticator. Where no bean has this type, there are none. */
public interface NoticePush {

    /**
     * Tells the user, once the caller's transaction has committed; takes no part in what a login waits for.
     *
     * @param title one line, no secret
     * @param body one or two sentences, no secret
     * @return false if he has no phone that can be told
     */
    boolean tell(long userId, String title, String body);

    /**
     * The same on one phone, whoever's it is now: as one that was his authenticator until a moment ago.
     *
     * @return false if the phone cannot be told
     */
    boolean tellPhone(UUID installation, String title, String body);
}
