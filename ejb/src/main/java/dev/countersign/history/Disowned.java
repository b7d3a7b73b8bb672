package dev.countersign.history;

/**
 * What was done when a user said that a login was not his.
 *
 * @param sessionsEnded open sessions that were ended
 * @param passwordKnown whether somebody had the right password
 * @param deviceCookie by which this device alone is recognised from now on
 */
public record Disowned(int sessionsEnded, boolean passwordKnown, String deviceCookie) {

    @Override
    public String toString() {
        return "Disowned[" + sessionsEnded + ", " + passwordKnown + "]";
    }
}
