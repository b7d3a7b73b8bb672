package dev.countersign.login;

import dev.countersign.login.TypedAnswer.Reading;

/** One way in which attempts are answered. Works inside the caller's transaction, which holds the rows of user and attempt. */
interface Way {

    /** The kind of factor that is asked for in this way. */
    String factor();

    /** Compares a typed answer; changes nothing of the attempt. */
    Reading compare(LoginAttempt attempt, String typed);

    /** What was sent or asked for the attempt counts no more. */
    void end(LoginAttempt attempt);

    /** The same where a newer attempt takes its place: what is on its way already is not called back. */
    void retire(LoginAttempt attempt);

    /** What helps after a wrong or late answer. */
    NextStep again();
}
