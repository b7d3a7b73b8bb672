package dev.countersign.activation;

import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.device.HashFunction;
import dev.countersign.device.PinHash;

/**
 * The PIN that somebody typed on a phone of the PIN kind.
 *
 * @param function by which the responses of the phone mix it in
 */
record TypedPin(String text, HashFunction function) {

    static TypedPin of(String text, Suites suites) {
        return new TypedPin(text, suites.challenge().pinHash().orElseThrow());
    }

    PinHash hash() {
        return PinHash.of(text.toCharArray(), function);
    }

    /** Whether it is the PIN that is kept of a phone, by whatever hash. */
    boolean isOf(PinHash kept) {
        return PinHash.of(text.toCharArray(), kept.hash()).octets().equals(kept.octets());
    }

    @Override
    public String toString() {
        return "TypedPin[hidden]";
    }
}
