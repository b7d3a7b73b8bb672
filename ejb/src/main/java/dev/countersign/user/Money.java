package dev.countersign.user;

import java.util.regex.Pattern;

/**
 * A whole amount.
 *
 * @param amount 0 to 999,999,999,999, in whole units of the currency
 * @param currency ISO 4217, three upper-case letters
 */
public record Money(long amount, String currency) {

    private static final long MOST = 999_999_999_999L;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Money {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("amount is a whole number from 0 to " + MOST);
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency is a code of three upper-case letters, for example USD");
        }
    }

    /** Whether it is as much at least. Of amounts in two currencies nobody can say: none is as much as the other. */
    public boolean covers(Money least) {
        return currency.equals(least.currency) && amount >= least.amount;
    }
}
