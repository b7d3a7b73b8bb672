package dev.countersign.cardorder;

import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.user.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a user may order, and what he has ordered.
 *
 * @param obstacle why he may order no card beside those that he has; empty where he may
 * @param replacementObstacle the same for one that comes in the place of another
 * @param accounts that the deposit can be held on
 * @param replaceable cards of his that another one can take the place of
 * @param order the open one
 * @param returns cards that have to be sent back
 */
public record OrderStanding(
        Optional<Reason> obstacle,
        Optional<Reason> replacementObstacle,
        Money deposit,
        List<String> accounts,
        List<Replaceable> replaceable,
        Optional<CardOrderView> order,
        List<AwaitedReturn> returns) {

    public OrderStanding {
        accounts = List.copyOf(accounts);
        replaceable = List.copyOf(replaceable);
        returns = List.copyOf(returns);
    }

    /**
     * A card of the user.
     *
     * @param held whether he has it still, so that it ends by the order
     */
    public record Replaceable(String serial, boolean held) {}

    /**
     * A card that ended.
     *
     * @param dueAt when its deposit is settled: taken, if it has not come back and costs something
     */
    public record AwaitedReturn(String serial, Money deposit, Instant dueAt) {}
}
