package dev.countersign.login;

import dev.countersign.login.TypedAnswer.Reading;

/** One way in which attempts are answered. Works inside the caller's transaction, which holds the rows of user and attempt. */
interface Way {

    /** The kind of factor that is asked for in this way. */
    String factor();

    /** What was sent or asked for the attempt last, read once. */
    Asked find(LoginAttempt attempt);

    /** What helps after a wrong or late answer. */
    NextStep again();

    /** What an answer is compared with; where nothing was sent or asked yet, no answer is right and there is nothing to end. */
    interface Asked {

        /** Compares a typed answer; changes nothing of the attempt. */
        Reading compare(String typed);

        /** It counts no more. */
        void end();

        /** The same where a newer attempt takes the place: what is on its way already is not called back. */
        void retire();
    }
}
