package dev.countersign.network;

import java.util.Map;

/**
 * Networks as an operator tells them. {@code toString} shows no number.
 *
 * @param byNumber MCC and MNC of ITU-T E.212 (5 or 6 digits) by the E.164 number with its plus sign; 1 to 1,000
 */
public record ToldNetworks(Map<String, String> byNumber) {

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a number. */
    public ToldNetworks {
        byNumber = Map.copyOf(byNumber);
        SubscriberNumbers.require(byNumber.keySet());
        if (!byNumber.values().stream().allMatch(network -> network.matches("[0-9]{5,6}"))) {
            throw new IllegalArgumentException("a network is MCC and MNC, 5 or 6 digits");
        }
    }

    @Override
    public String toString() {
        return "ToldNetworks[" + byNumber.size() + "]";
    }
}
