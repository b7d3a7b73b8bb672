package dev.countersign.cardorder;

import dev.countersign.card.CardEnd;
import dev.countersign.card.CardPin;
import java.util.Optional;

/**
 * What a user orders.
 *
 * @param account that the deposit is held on, one of the user's; empty for the first of them
 * @param address empty for the one that the broker knows
 * @param pin that he will type on the card; empty if he chooses it when he activates the card
 * @param replaced the card in whose place it comes, if it does
 */
public record OrderWish(
        Optional<String> account, Optional<Address> address, Optional<CardPin> pin, Optional<Replaced> replaced) {

    /**
     * A card of the user, by its serial in either case.
     *
     * @param why it ends, if it has not ended before. That a battery is empty, which costs nothing, is for the help desk to say
     */
    public record Replaced(String serial, CardEnd why) {

        public Replaced {
            if (why == CardEnd.RETURNED || why == CardEnd.BATTERY) {
                throw new IllegalArgumentException("a card is replaced by its user as LOST, STOLEN or DEFECTIVE");
            }
        }
    }
}
