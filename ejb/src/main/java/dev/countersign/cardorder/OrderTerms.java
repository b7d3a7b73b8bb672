package dev.countersign.cardorder;

import dev.countersign.user.Money;

/**
 * What a user's jurisdiction asks for.
 *
 * @param leastEquity of the account; an amount of zero asks for none
 * @param deposit for the card; an amount of zero is none
 */
record OrderTerms(Money leastEquity, Money deposit) {}
