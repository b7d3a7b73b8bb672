package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.login.ClientKind;
import dev.countersign.login.PasswordRefused;
import dev.countersign.login.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

    /** Whoever knows a name would else push real logins out of what the user is shown, from two addresses in turn. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofTriesAtAClosedDoorTheFirstOfAnHourIsTold(Database database) {
        for (int second = 0; second < 4; second++) {
            refuse(database, NOW.plusSeconds(second), "192.0.2." + second % 2, false);
            refuse(database, NOW.plusSeconds(second), "192.0.2." + second % 2, true);
        }
        assertThat(list(database, NOW.minusSeconds(1), 20))
                .as("wrong, and right")
                .hasSize(2);

        refuse(database, NOW.plus(Duration.ofHours(1)).plusSeconds(1), "192.0.2.1", false);

        assertThat(list(database, NOW.minusSeconds(1), 20)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aTryThatAClockNotedThatIsSetBackSinceStandsForNone(Database database) {
        refuse(database, NOW.plus(Duration.ofDays(30)), "192.0.2.1", false);

        refuse(database, NOW, "192.0.2.2", false);

        assertThat(list(database, NOW.minusSeconds(1), 20)).hasSize(2);
        refuse(database, NOW.plusSeconds(1), "192.0.2.3", false);
        assertThat(list(database, NOW.minusSeconds(1), 20)).hasSize(2);
    }

    private void refuse(Database database, Instant now, String address, boolean passwordRight) {
        database.run(entities -> new LoginRecorder(new LoginEventStore(entities), Clock.fixed(now, ZoneOffset.UTC))
                .onRefusal(new PasswordRefused(subject, Reason.LOCKED, ClientKind.PORTAL, address, passwordRight)));
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
