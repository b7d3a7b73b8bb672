package dev.countersign.activation;

/**
 * What an activation rests on.
 *
 * @param replaces whether the new authenticator takes the place of the user's present one
 * @param weak whether it was something that stands in for a lost factor, so that the new one counts for less at first
 * @param unproven whether its user had nothing to prove: it is worth nothing once he has
 */
record Basis(boolean replaces, boolean weak, boolean unproven) {

    /** A factor that was proven for it. */
    static Basis proven(boolean weak) {
        return new Basis(true, weak, false);
    }
}
