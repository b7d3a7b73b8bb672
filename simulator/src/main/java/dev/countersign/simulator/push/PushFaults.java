package dev.countersign.simulator.push;

/**
 * What the push service does wrong on purpose; what it hits is not kept.
 *
 * @param status of the answer in mode STATUS, 200 to 599
 * @param retryAfter value of the header Retry-After, or empty for none
 */
public record PushFaults(Mode mode, int status, String retryAfter) {

    /** How a message fares. */
    public enum Mode {
        /** Nothing is wrong. */
        NONE,
        /** Answered with a status. */
        STATUS,
        /** Answered with 301 to another address of the loopback interface, which counts as a request if somebody goes there. */
        REDIRECT,
        /** Answered with 201 and a body that never ends. */
        ENDLESS,
        /** Not answered for a minute. */
        SILENT
    }

    public PushFaults {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599");
        }
        if (!retryAfter.matches("[ -~]{0,60}")) {
            throw new IllegalArgumentException("retryAfter must be up to 60 characters of ASCII");
        }
    }

    public static PushFaults none() {
        return new PushFaults(Mode.NONE, 500, "");
    }
}
