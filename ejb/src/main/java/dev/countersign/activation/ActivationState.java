package dev.countersign.activation;

/**
 * Where an activation stands. Its methods are the only legal transitions; any other throws {@link IllegalStateException}.
 *
 * <pre>
 * CREATED -> FOUND -> COMPLETED
 *    \---------\---> BURNT | EXPIRED
 * </pre>
 */
enum ActivationState {
    /** The user sees its QR code. */
    CREATED,
    /** A phone has asked for the offer; nothing is used up. */
    FOUND,
    /** The enrolment was made. */
    COMPLETED,
    /** A phone claimed it and failed. */
    BURNT,
    /** Its time was over, a newer one took its place, or it was given up. */
    EXPIRED;

    boolean isOpen() {
        return this == CREATED || this == FOUND;
    }

    ActivationState find() {
        return only(FOUND);
    }

    ActivationState complete() {
        return only(COMPLETED);
    }

    ActivationState burn() {
        return only(BURNT);
    }

    ActivationState expire() {
        return only(EXPIRED);
    }

    private ActivationState only(ActivationState next) {
        if (!isOpen()) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return next;
    }
}
