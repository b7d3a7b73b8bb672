package dev.countersign.move;

import java.time.Instant;

/**
 * What a card is asked, and what it shows for it.
 *
 * @param challenge six digits
 * @param response eight digits; the same ones whenever they are typed, because no clock is in them
 * @param expiresAt when the answer counts no more
 */
public record AskedCard(String challenge, String response, Instant expiresAt) {

    private static final String CHALLENGE = "[0-9]{6}";
    private static final String RESPONSE = "[0-9]{8}";

    public AskedCard {
        if (!challenge.matches(CHALLENGE) || !response.matches(RESPONSE)) {
            throw new IllegalArgumentException("a card is asked six digits and shows eight");
        }
    }

    @Override
    public String toString() {
        return "AskedCard[" + challenge + "]";
    }
}
