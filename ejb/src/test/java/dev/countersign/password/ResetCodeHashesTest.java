package dev.countersign.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.token.SignedIn;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that hashes of operators' codes stand under is not removed before they are over. */
class ResetCodeHashesTest {

    private static final ResetRules RULES = new ResetRules(Duration.ofDays(7), Duration.ofMinutes(10), 5);
    private static final ResetCode CODE = new ResetCode("7QK2-M0XD-51B0");

    private final RotatingKeysInMemory keys =
            new RotatingKeysInMemory(UUID.randomUUID().toString());
    private final Secrets secrets = new Secrets(keys);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void countsCodesThatMayStillBeTyped(Database database) {
        Beans beans = new Beans(database);
        String claimed = issue(beans);
        issue(beans);
        String old = keys.rotate();
        assertThat(count(beans, old)).isEqualTo(2);
        assertThat(count(beans, keys.id())).isZero();

        beans.query(entities -> {
            entities.find(PasswordReset.class, claimed)
                    .claim("secret", RULES, beans.clock().instant());
            return true;
        });
        assertThat(count(beans, old)).as("one was typed").isEqualTo(1);

        beans.clock().pass(RULES.codeLife().minusMillis(1));
        assertThat(count(beans, old)).isEqualTo(1);
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(count(beans, old)).isZero();
    }

    private String issue(Beans beans) {
        long user = SignedIn.add(beans).userId();
        PasswordReset reset =
                new PasswordReset(user, CODE, secrets, RULES, beans.clock().instant());
        beans.run(ResetStore.class, store -> store.add(reset));
        return reset.id();
    }

    private long count(Beans beans, String keyId) {
        return beans.call(ResetCodeHashes.class, hashes -> hashes.countUnder(keyId));
    }
}
