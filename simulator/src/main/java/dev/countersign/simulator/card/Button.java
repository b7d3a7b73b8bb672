package dev.countersign.simulator.card;

/** The buttons of a card beside its digits, each by the letter that stands for it in a row of presses. */
enum Button {
    /** Turns the card on, and begins anew. */
    PRESS('P'),
    OK('O'),
    /** Takes the last digit back. */
    CLEAR('C');

    private final char letter;

    Button(char letter) {
        this.letter = letter;
    }

    boolean is(char pressed) {
        return letter == pressed;
    }
}
