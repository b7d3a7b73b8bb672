package dev.countersign.user;

import java.time.Instant;
import java.util.List;

/** Where a user's mobile numbers are kept; works inside the caller's transaction. */
public interface NumberBook {

    void enter(long userId, List<NewUser.NewNumber> numbers, Instant now);

    List<UserView.NumberView> listNumbers(long userId);
}
