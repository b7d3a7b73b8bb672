package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of the codes that a number got on one day the first that is entered counts as its proof, on each database the product runs on. */
class ProofOfADayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneOfADayCountsAndNoneOfADayBefore(Database database) {
        String number = number(database);

        assertThat(takeProof(database, number, NOW, NOW)).isTrue();
        assertThat(takeProof(database, number, NOW, NOW)).isFalse();
        assertThat(takeProof(database, number, NOW.minus(DAY), NOW)).isFalse();
        assertThat(takeProof(database, number, NOW.plus(DAY), NOW.plus(DAY))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneThatAClockNotedThatIsSetBackSinceHoldsNoneBack(Database database) {
        String number = number(database);
        Instant wrong = NOW.plus(Duration.ofDays(30));
        assertThat(takeProof(database, number, wrong, wrong)).isTrue();

        assertThat(takeProof(database, number, NOW, NOW)).isTrue();

        assertThat(takeProof(database, number, NOW, NOW)).isFalse();
    }

    /** At midnight the clock of another node may be a little ahead. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneOfTheNextDayCountsWhileClocksMayDiffer(Database database) {
        String number = number(database);
        Instant midnight = Instant.parse("2026-01-02T00:00:00Z");
        assertThat(takeProof(database, number, midnight, midnight)).isTrue();

        assertThat(takeProof(database, number, midnight.minusSeconds(60), midnight.minusSeconds(60)))
                .isFalse();
    }

    private static boolean takeProof(Database database, String number, Instant sentAt, Instant now) {
        return database.call(entities -> new MobileNumbers(entities).takeProof(number, sentAt, now));
    }

    private static String number(Database database) {
        return database.call(entities -> {
            User user = Users.add(entities, NOW);
            return Numbers.get(entities, Numbers.add(entities, user.id(), NOW)).e164();
        });
    }
}
