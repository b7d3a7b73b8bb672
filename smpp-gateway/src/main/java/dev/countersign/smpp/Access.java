package dev.countersign.smpp;

import java.time.Duration;

/** By which protocol a carrier is reached, and with what account. */
interface Access {

    /** How many sessions there are at most that submit, 1 or more. */
    int submitters();

    /** Whether receipts come at all. */
    boolean hasReceipts();

    /**
     * In how many parts a text is submitted.
     *
     * @param longTexts how one is sent that one short_message cannot hold
     */
    int parts(String text, SegmentedText.Form longTexts);

    /** How many short messages a text comes to on a phone, as its carrier counts them. */
    default int shortMessages(String text) {
        return SegmentedText.shortMessages(text, Alphabet.GSM);
    }

    /** How long an answer to a submission is waited for. */
    Duration submitTimeout();
}
