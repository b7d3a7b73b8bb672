package dev.countersign.activation;

import dev.countersign.confirmation.Proof;
import java.util.Optional;

/**
 * What a signed-in user asks for.
 *
 * @param proof of the present factor
 * @param replacesLostPhone whether he says that the phone with his authenticator is lost; who logged in by what stands in for it has
 *     nothing else to prove
 */
public record ActivationWish(Optional<Proof> proof, boolean replacesLostPhone) {}
