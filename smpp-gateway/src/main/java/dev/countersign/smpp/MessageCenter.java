package dev.countersign.smpp;

/** Where short messages go: the border behind which SMPP is spoken. */
interface MessageCenter {

    /** Sends one part and waits for its answer, at most for the submit timeout. Never throws for what the far side does. */
    SubmitAnswer submit(ShortMessage message);

    /** Ends the present bind, if there is one, so that a fresh one is made. */
    void rebind();
}
