package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many messages did not reach a user. */
class SmsTroubleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final SmsTrouble trouble = new SmsTrouble(1);

    @Test
    void aMessageCountsOnceAndForThirtyDays() {
        trouble.note(NOW, NOW);
        trouble.note(NOW, NOW.plusSeconds(60));
        trouble.note(NOW.plusSeconds(120), NOW.plusSeconds(180));

        assertThat(trouble.count(NOW.plusSeconds(180))).isEqualTo(2);
        assertThat(trouble.count(NOW.plus(MONTH).minusMillis(1))).isEqualTo(2);
        assertThat(trouble.count(NOW.plus(MONTH))).isEqualTo(1);
        trouble.note(NOW.plus(MONTH), NOW.plus(MONTH));
        assertThat(trouble.count(NOW.plus(MONTH))).isEqualTo(2);
    }

    @Test
    void theNewestAreKept() {
        for (int i = 0; i < 20; i++) {
            trouble.note(NOW.plusSeconds(i), NOW.plusSeconds(20));
        }

        assertThat(trouble.count(NOW.plusSeconds(20))).isEqualTo(10);
        assertThat(trouble.count(NOW.plusSeconds(10).plus(MONTH))).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void itIsKept(Database database) {
        Beans beans = new Beans(database);
        User user = beans.query(entities -> Users.add(entities, NOW));

        beans.run(SmsTroubles.class, troubles -> troubles.note(user.id(), NOW, NOW));
        beans.run(SmsTroubles.class, troubles -> troubles.note(user.id(), NOW.plusSeconds(120), NOW));

        int count = beans.<SmsTroubles, Integer>call(SmsTroubles.class, troubles -> troubles.count(user.id(), NOW));
        assertThat(count).isEqualTo(2);
    }
}
