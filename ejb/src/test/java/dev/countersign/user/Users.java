package dev.countersign.user;

import dev.countersign.user.NewUser.NewNumber;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Makes users for persistence tests. */
public final class Users {

    private Users() {}

    public static User add(EntityManager entities, Instant now) {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        User user = new User(new UserName(name), "$argon2id$none", "en", "GB", now);
        new UserStore(entities).add(user);
        return user;
    }

    public static NewNumber number(String e164) {
        return new NewNumber(e164, true);
    }
}
