package dev.countersign.network;

import java.util.Map;

/**
 * Networks as an operator tells them. {@code toString} shows no number.
 *
 * @param byNumber MCC and MNC of ITU-T E.212 (5 or 6 digits) by the E.164 number with its plus sign; 1 to 1,000
 */
public record ToldNetworks(Map<String, String> byNumber) {

    private static final int MOST = 1_000;

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a number. */
    public ToldNetworks {
        byNumber = Map.copyOf(byNumber);
        if (byNumber.isEmpty() || byNumber.size() > MOST) {
            throw new IllegalArgumentException("networks has 1 to " + MOST + " numbers");
        }
        byNumber.forEach((number, network) -> {
            if (!number.matches("\\+[1-9][0-9]{6,14}")) {
                throw new IllegalArgumentException("numbers are E.164 with a plus sign");
            }
            if (!network.matches("[0-9]{5,6}")) {
                throw new IllegalArgumentException("a network is MCC and MNC, 5 or 6 digits");
            }
        });
    }

    @Override
    public String toString() {
        return "ToldNetworks[" + byNumber.size() + "]";
    }
}
