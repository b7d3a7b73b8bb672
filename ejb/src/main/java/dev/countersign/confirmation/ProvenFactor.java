package dev.countersign.confirmation;

import java.util.Optional;

/**
 * The factor that was proven.
 *
 * @param numberId the mobile number of that id; empty where it was the authenticator
 */
public record ProvenFactor(Optional<String> numberId) {}
