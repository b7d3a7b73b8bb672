package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.login.ClientKind;
import dev.countersign.login.PasswordRefused;
import dev.countersign.login.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database tells of past logins, on each database the product runs on. */
@Timeout(60)
class HistoryPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String subject = "user:" + UUID.randomUUID();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void tellsTheNewestOfOneSubjectFirst(Database database) {
        String first = add(database, subject, NOW);
        String third = add(database, subject, NOW.plusSeconds(2));
        String second = add(database, subject, NOW.plusSeconds(1));
        add(database, subject + "x", NOW.plusSeconds(3));

        assertThat(list(database, NOW.minusSeconds(1), 20)).containsExactly(third, second, first);
        assertThat(list(database, NOW.minusSeconds(1), 2)).containsExactly(third, second);
        assertThat(list(database, NOW, 20)).containsExactly(third, second);
        assertThat(database.<String>call(entities -> new LoginEventStore(entities)
                        .findNewest(subject)
                        .orElseThrow()
                        .id()))
                .isEqualTo(third);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void removesWhatIsToldNoMore(Database database) {
        add(database, subject, NOW);
        String kept = add(database, subject, NOW.plusSeconds(1));

        int removed = database.call(entities -> new LoginEventStore(entities).removeUntil(NOW, 10_000));

        assertThat(removed).isPositive();
        assertThat(list(database, Instant.EPOCH, 20)).containsExactly(kept);
    }

    private List<String> list(Database database, Instant since, int most) {
        return database.call(entities -> new LoginEventStore(entities)
                .listNewest(subject, since, most).stream().map(LoginEvent::id).toList());
    }

    private static String add(Database database, String subject, Instant at) {
        LoginEvent event = LoginEvent.of(
                new PasswordRefused(subject, Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", false),
                EventOutcome.WRONG_PASSWORD,
                at);
        database.run(entities -> new LoginEventStore(entities).add(event));
        return event.id();
    }
}
