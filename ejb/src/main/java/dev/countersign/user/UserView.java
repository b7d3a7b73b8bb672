package dev.countersign.user;

import java.util.List;

/** A user as an operator sees it. */
public record UserView(
        String userName,
        String language,
        String jurisdiction,
        Account account,
        boolean locked,
        List<NumberView> numbers) {

    public UserView {
        numbers = List.copyOf(numbers);
    }

    /** One of the user's numbers. */
    public record NumberView(String e164, boolean verified) {}
}
