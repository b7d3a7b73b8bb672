package dev.countersign.user;

import dev.countersign.user.NewUser.NewNumber;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes users for persistence tests. */
public final class Users {

    private Users() {}

    public static User add(EntityManager entities, Instant now) {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        NewUser newUser = new NewUser(new UserName(name), new Password("secret1"), "en", "GB", Account.OPEN, List.of());
        User user = new User(newUser, "$argon2id$none", now);
        new UserStore(entities).add(user);
        return user;
    }

    public static NewNumber number(String e164) {
        return new NewNumber(e164, true);
    }
}
