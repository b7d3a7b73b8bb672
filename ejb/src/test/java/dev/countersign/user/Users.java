package dev.countersign.user;

import dev.countersign.Beans;
import dev.countersign.user.NewUser.NewNumber;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes users for persistence tests. */
public final class Users {

    private Users() {}

    public static User add(EntityManager entities, Instant now) {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        NewUser newUser = new NewUser(
                new UserName(name), new Password("secret1"), "en", "GB", Account.OPEN, List.of(), Identity.UNKNOWN);
        User user = new User(newUser, "$argon2id$none", now);
        new UserStore(entities).add(user);
        return user;
    }

    public static NewNumber number(String e164) {
        return new NewNumber(e164, true);
    }

    /** Says what is known of the person, as an operator does. */
    public static void identify(Beans beans, long id, Identity identity) {
        beans.run(Identities.class, identities -> identities.keep(id, identity));
    }

    /** Says whose account the user acts for, as an operator does. */
    public static void hold(Beans beans, long id, AccountHolder holder) {
        beans.run(AccountHolders.class, holders -> holders.keep(id, holder));
    }

    /** Has the user act for another account. */
    public static void actFor(Beans beans, long id, Account account) {
        beans.query(entities -> {
            entities.find(User.class, id).actFor(account);
            return true;
        });
    }

    /** Locks the user as an operator does. */
    public static void lock(Beans beans, long id) {
        beans.query(entities -> {
            lock(entities, id);
            return true;
        });
    }

    /** The same in the transaction of a test. */
    public static void lock(EntityManager entities, long id) {
        entities.find(User.class, id).lock();
    }

    /** A user with a password that can be typed; the settings of the beans say at which cost it is hashed. */
    public static User add(Beans beans, String password, Account account) {
        String phc = beans.call(Passwords.class, passwords -> passwords.hash(new Password(password)))
                .orElseThrow();
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        NewUser newUser = new NewUser(
                new UserName(name), new Password(password), "en", "GB", account, List.of(), Identity.UNKNOWN);
        return beans.query(entities -> {
            User user = new User(newUser, phc, beans.clock().instant());
            new UserStore(entities).add(user);
            return user;
        });
    }

    /** Passwords of a node that has no place for one more hash. */
    public static Passwords busyPasswords() {
        return new Passwords(
                new Argon2Parameters(8, 1, 1),
                new HashingBulkhead(0, Duration.ofMillis(1)),
                new Argon2(new SecureRandom()));
    }

    /** The verifier that stands for the user now. */
    public static String verifier(Beans beans, long id) {
        return beans.query(entities -> entities.find(User.class, id).passwordHash());
    }
}
