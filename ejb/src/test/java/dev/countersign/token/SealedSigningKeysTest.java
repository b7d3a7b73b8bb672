package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Private keys while their data key is rotated, on each database the product runs on. */
@Timeout(60)
class SealedSigningKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String name = "k" + UUID.randomUUID().toString().substring(0, 8);
    private final RotatingKeysInMemory keys = new RotatingKeysInMemory(name);
    private final Secrets secrets = new Secrets(keys);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void bringsPrivateKeysToTheNewKey(Database database) {
        database.run(entities -> entities.persist(
                new SigningKey(name, "{}", secrets.seal(Purpose.TOKEN_SIGNING, name, "private"), NOW, NOW)));
        String old = keys.rotate();

        int moved = database.call(entities -> new SealedSigningKeys(entities, secrets).reseal(old, 100));

        assertThat(moved).isEqualTo(1);
        long left = database.call(entities -> new SealedSigningKeys(entities, secrets).countUnder(old));
        String stored =
                database.call(entities -> entities.find(SigningKey.class, name).privateSealed());
        assertThat(left).isZero();
        assertThat(stored).startsWith(keys.id() + ".");
        assertThat(secrets.open(Purpose.TOKEN_SIGNING, name, stored)).isEqualTo("private");
        database.run(entities -> entities.remove(entities.find(SigningKey.class, name)));
    }
}
