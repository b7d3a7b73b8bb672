package dev.countersign.cardorder;

import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.user.Account;
import dev.countersign.user.AccountHolder;
import java.util.Optional;

/** Who may order a card: the first rule that is broken gives the reason. */
final class OrderRules {

    private OrderRules() {}

    /** What a card is ordered for. */
    enum Occasion {
        FIRST_CARD,
        /** Whoever had a card gets another one, whatever stands on his account by now. */
        REPLACEMENT
    }

    static Optional<Reason> obstacle(Account account, AccountHolder holder, Occasion occasion, OrderTerms terms) {
        if (account.kind() != Account.Kind.LIVE || account.state() != Account.State.OPEN) {
            return Optional.of(Reason.ACCOUNT_STATE);
        }
        if (occasion == Occasion.FIRST_CARD && !isRichEnough(holder, terms)) {
            return Optional.of(Reason.EQUITY);
        }
        return terms.deposit().amount() > 0 && holder.accounts().isEmpty()
                ? Optional.of(Reason.NO_ACCOUNT)
                : Optional.empty();
    }

    /** The account that the deposit is held on; empty where the user has not got the one that he names. */
    static Optional<String> account(AccountHolder holder, Optional<String> named) {
        return named.isEmpty() ? holder.accounts().stream().findFirst() : named.filter(holder.accounts()::contains);
    }

    private static boolean isRichEnough(AccountHolder holder, OrderTerms terms) {
        return terms.leastEquity().amount() == 0
                || holder.equity()
                        .filter(equity -> equity.covers(terms.leastEquity()))
                        .isPresent();
    }
}
