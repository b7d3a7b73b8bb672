package dev.countersign.activation;

/**
 * What an activation rests on.
 *
 * @param replaces whether the new authenticator takes the place of the user's present one
 * @param weak whether it was something that stands in for a lost factor, so that the new one counts for less at first
 */
record Basis(boolean replaces, boolean weak) {}
