package dev.countersign.diagnosis;

/** What a user is asked, yes or no, about a card whose answers are refused. */
public enum CardDoubt implements Question {
    /** Whether he knows its PIN for certain. */
    PIN,
    /** Whether the display shows everything. */
    DISPLAY,
    /** Whether he pressed the buttons firmly. */
    PRESSED;

    @Override
    public boolean isFine(boolean answer) {
        return answer;
    }
}
