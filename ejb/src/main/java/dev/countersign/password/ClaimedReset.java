package dev.countersign.password;

/**
 * A reset that waits for the factor.
 *
 * @param secret opens the reset; told once
 */
public record ClaimedReset(String secret, AskedReset asked) {

    @Override
    public String toString() {
        return "ClaimedReset[" + asked.id() + "]";
    }
}
