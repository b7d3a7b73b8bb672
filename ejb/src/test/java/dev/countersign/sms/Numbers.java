package dev.countersign.sms;

import dev.countersign.Beans;
import dev.countersign.budget.ClosedRangeDesk;
import dev.countersign.budget.ClosedRangeView;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes mobile numbers for persistence tests. */
public final class Numbers {

    private Numbers() {}

    /** A number that no other test has. */
    public static String next() {
        return String.format(
                Locale.ROOT, "+49151%08d", Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 100_000_000L));
    }

    /** Gives the user a verified number; returns its id. */
    public static String add(EntityManager entities, long userId, Instant now) {
        MobileNumbers numbers = new MobileNumbers(entities);
        numbers.enter(userId, List.of(Users.number(next())), now);
        return numbers.findDefault(userId).orElseThrow().id();
    }

    /** Gives the user a verified number to which no login codes go; returns its id. */
    public static String addFurther(EntityManager entities, long userId, Instant now) {
        MobileNumber number = new MobileNumber(userId, new E164Number(next()), true, false, now);
        new MobileNumbers(entities).add(number, now);
        return number.id();
    }

    /** Gives the user a number that he has not proven to hold; returns its id. */
    public static String addUnverified(EntityManager entities, long userId, Instant now) {
        MobileNumber number = new MobileNumber(userId, new E164Number(next()), now);
        new MobileNumbers(entities).add(number, now);
        return number.id();
    }

    /** Has no SMS go to a number any more. */
    public static void close(Beans beans, String e164) {
        beans.run(ClosedRangeDesk.class, desk -> desk.close(new ClosedRangeView(e164, "one number"), "op"));
    }

    public static MobileNumber get(EntityManager entities, String id) {
        return new MobileNumbers(entities).getNumber(id);
    }
}
