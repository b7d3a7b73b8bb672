package dev.countersign.simulator.card;

import java.time.Clock;
import java.util.regex.Pattern;

/**
 * A card with a display and a keypad: {@code press} until {@code PIN>}, the PIN, {@code OK}, at {@code CHALLNG>} the challenge, {@code
 * OK}, and it shows the response. One that takes no PIN begins with the challenge, and one that is asked nothing shows its code at once.
 * It takes every PIN: whether it was right, only the server can tell.
 */
public final class SimulatedCard {

    private static final Pattern PRESSES = Pattern.compile("[0-9POC]{0,64}");
    private static final int SHORTEST_PIN = 4;
    private static final int LONGEST_PIN = 16;

    private final String serial;
    private final CardFormula formula;
    private final Clock clock;
    private final StringBuilder typed = new StringBuilder();
    private long counter;
    private String pin = "";
    private Screen screen = Screen.OFF;
    private String shown = "";

    private enum Screen {
        OFF,
        PIN,
        CHALLENGE,
        ANSWER
    }

    SimulatedCard(CardLine line, Clock clock) {
        this.serial = line.serial();
        this.formula = new CardFormula(line.suite(), line.key());
        this.counter = line.counter();
        this.clock = clock;
    }

    public String serial() {
        return serial;
    }

    /** What stands on its back beside the serial. */
    public String suite() {
        return formula.suite();
    }

    /** Goes on with this counter. */
    synchronized void goTo(long next) {
        counter = next;
    }

    synchronized long counter() {
        return counter;
    }

    /**
     * Presses buttons one after the other: digits, {@code P} for press, {@code O} for OK, {@code C} for clear.
     *
     * @return what the display shows then
     * @throws IllegalArgumentException if there is another letter among them, or more than 64
     */
    public synchronized String press(String buttons) {
        if (!PRESSES.matcher(buttons).matches()) {
            throw new IllegalArgumentException("buttons are 0 to 9, P, O and C, at most 64 in a row");
        }
        buttons.chars().forEach(button -> press((char) button));
        return display();
    }

    /** What the display shows; nothing while the card is off. */
    public synchronized String display() {
        return switch (screen) {
            case OFF -> "";
            case PIN -> "PIN>" + "*".repeat(typed.length());
            case CHALLENGE -> "CHALLNG>" + typed;
            case ANSWER -> shown;
        };
    }

    private void press(char button) {
        if (Button.PRESS.is(button)) {
            begin();
        } else if (Button.CLEAR.is(button)) {
            typed.setLength(Math.max(0, typed.length() - 1));
        } else if (Button.OK.is(button)) {
            confirm();
        } else if (typed.length() < longest()) {
            typed.append(button);
        }
    }

    private void begin() {
        typed.setLength(0);
        pin = "";
        if (!formula.asks()) {
            show(formula.code(counter, clock.instant()));
        } else {
            screen = formula.takesPin() ? Screen.PIN : Screen.CHALLENGE;
        }
    }

    private void confirm() {
        if (screen == Screen.PIN && typed.length() >= SHORTEST_PIN) {
            pin = typed.toString();
            typed.setLength(0);
            screen = Screen.CHALLENGE;
        } else if (screen == Screen.CHALLENGE && typed.length() > 0) {
            show(formula.response(pin, typed.toString(), counter, clock.instant()));
        }
    }

    private void show(String answer) {
        counter += formula.counts() ? 1 : 0;
        typed.setLength(0);
        shown = answer;
        screen = Screen.ANSWER;
    }

    private int longest() {
        return switch (screen) {
            case PIN -> LONGEST_PIN;
            case CHALLENGE -> formula.questionLength();
            case OFF, ANSWER -> 0;
        };
    }
}
