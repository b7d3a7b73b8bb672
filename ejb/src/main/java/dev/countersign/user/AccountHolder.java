package dev.countersign.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose account a user acts for, and what stands on it, as the broker tells it. What is owned is private, so {@code toString} tells
 * nothing of it.
 *
 * @param organisation identifier of the company, fund or club that holds the account, 2 to 40 lower-case letters, digits and hyphens;
 *     empty where a person holds it. Never an entity of the broker: that serves all, and would make all of them one
 * @param equity of the account; empty if nobody told
 * @param accounts identifiers of the accounts that the user may have costs booked on: up to 10 of up to 30 letters, digits, dots and
 *     hyphens
 */
public record AccountHolder(Optional<String> organisation, Optional<Money> equity, List<String> accounts) {

    /** Of whom nothing is known. */
    public static final AccountHolder UNKNOWN = new AccountHolder(Optional.empty(), Optional.empty(), List.of());

    private static final Pattern ORGANISATION = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,29}");
    private static final int MAX_ACCOUNTS = 10;
    private static final String END = "\n";

    public AccountHolder {
        accounts = List.copyOf(accounts);
        if (organisation.filter(id -> !ORGANISATION.matcher(id).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "organisation has 2 to 40 lower-case letters, digits and hyphens, for example acme-trading");
        }
        if (accounts.size() > MAX_ACCOUNTS
                || accounts.stream().anyMatch(id -> !ACCOUNT.matcher(id).matches())) {
            throw new IllegalArgumentException(
                    "accounts: at most 10, each of up to 30 letters, digits, dots and hyphens");
        }
    }

    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** Whether both act for the same organisation. Two persons of whom no organisation is known do not. */
    public boolean isOneWith(AccountHolder other) {
        return organisation.isPresent() && organisation.equals(other.organisation);
    }

    /** A line each: organisation, amount and currency of the equity, and then the accounts. What is not there is an empty line. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(organisation.orElse(""));
        lines.add(equity.map(money -> Long.toString(money.amount())).orElse(""));
        lines.add(equity.map(Money::currency).orElse(""));
        lines.addAll(accounts);
        return String.join(END, lines);
    }

    /** Reads what {@link #text} wrote. */
    static AccountHolder ofText(String text) {
        List<String> lines = List.of(text.split(END, -1));
        return new AccountHolder(
                Optional.of(lines.get(0)).filter(line -> !line.isEmpty()),
                Optional.of(lines.get(1))
                        .filter(line -> !line.isEmpty())
                        .map(amount -> new Money(Long.parseLong(amount), lines.get(2))),
                lines.subList(3, lines.size()));
    }

    @Override
    public String toString() {
        return "AccountHolder[" + organisation.orElse("a person") + "]";
    }
}
