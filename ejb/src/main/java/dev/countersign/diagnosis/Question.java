package dev.countersign.diagnosis;

/** What a user is asked, yes or no, where only he can see it. */
interface Question {

    /** Whether an answer explains nothing, so that the next question is asked. */
    boolean isFine(boolean answer);
}
