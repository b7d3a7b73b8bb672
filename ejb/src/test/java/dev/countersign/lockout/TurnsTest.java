package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.policy.Limits;
import dev.countersign.policy.LimitsForTests;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One at a time counts the failures of a subject: seen on a database where nobody waits for long. */
class TurnsTest {

    private static final Database DATABASE = Databases.impatient("turns");
    private static final Limits TEN = LimitsForTests.withLockFailures(10);
    private static final Lane LANE = Lane.ofUser(77, "");
    private static final Lane DEVICE = Lane.ofUser(77, "device");
    private static final String ADDRESS = "192.0.2.77";

    private final Beans beans = new Beans(DATABASE);

    static Stream<Named<Consumer<Lockout>>> ofTheUser() {
        return Stream.of(
                Named.of("a wrong password", lockout -> lockout.passwordFailed(LANE, ADDRESS, TEN)),
                Named.of("a right password", lockout -> lockout.lockAndFindStanding(LANE, ADDRESS)),
                Named.of("a right password on a device", lockout -> lockout.lockAndFindStanding(DEVICE, ADDRESS)),
                Named.of("a wrong answer", lockout -> lockout.factorFailed(LANE, TEN)),
                Named.of("a complete login", lockout -> lockout.completed(LANE)),
                Named.of("an unlocking", lockout -> lockout.unlock(77)));
    }

    static Stream<Named<Consumer<Lockout>>> ofTheAddress() {
        return Stream.of(
                Named.of("a wrong password", lockout -> lockout.passwordFailed(LANE, ADDRESS, TEN)),
                Named.of("whoever asks under the lock", lockout -> lockout.lockAndFindThrottled(ADDRESS)));
    }

    @ParameterizedTest
    @MethodSource("ofTheUser")
    void waitsForWhoeverHasTheTurnOfTheUser(Consumer<Lockout> work) {
        assertWaits(LANE, work);
    }

    @ParameterizedTest
    @MethodSource("ofTheAddress")
    void waitsForWhoeverHasTheTurnOfTheAddress(Consumer<Lockout> work) {
        assertWaits(Lane.ofAddress(ADDRESS), work);
    }

    @Test
    void nobodyWaitsForAnotherSubject() {
        Lane other = Lane.ofUser(78, "");

        DATABASE.run(holder -> {
            new FailureStore(holder).lockTurns(other);
            beans.run(Lockout.class, lockout -> lockout.completed(LANE));
        });
    }

    /** The logins of an office, or of a back office, all come from one. */
    @Test
    void aRightPasswordWaitsForNoAddress() {
        DATABASE.run(holder -> {
            new FailureStore(holder).lockTurns(Lane.ofAddress(ADDRESS));
            for (Lane lane : List.of(Lane.ofUser(80, ""), Lane.ofUser(80, "device"))) {
                Standing standing = beans.call(Lockout.class, lockout -> lockout.lockAndFindStanding(lane, ADDRESS));
                assertThat(standing.isOpen()).isTrue();
            }
        });
    }

    @Test
    void aRecordIsKeptAsLongAsItCounts() {
        Lane lane = Lane.ofUser(UUID.randomUUID().getMostSignificantBits() >>> 1, "");
        Instant now = beans.clock().instant();
        beans.run(Lockout.class, lockout -> lockout.passwordFailed(lane, "a-" + lane.subject(), TEN));

        assertThat(keeps(lane, now.plus(Duration.ofHours(24)))).isTrue();
        assertThat(keeps(lane, now.plus(Duration.ofHours(24)).plusMillis(1))).isFalse();
    }

    @Test
    void aLaneThatWrongAnswersClosedIsKeptAsLongAsItIsClosed() {
        Lane lane = Lane.ofUser(UUID.randomUUID().getMostSignificantBits() >>> 1, "");
        Instant now = beans.clock().instant();
        beans.run(Lockout.class, lockout -> lockout.factorFailed(lane, LimitsForTests.withLockFailures(1)));

        assertThat(keeps(lane, now.plus(Duration.ofHours(24)))).isTrue();
    }

    private boolean keeps(Lane lane, Instant now) {
        return DATABASE.call(entities -> {
            FailureStore store = new FailureStore(entities);
            store.removeOld(now, 10_000);
            return store.findRecord(lane).isPresent();
        });
    }

    /** A failure that is counted meanwhile is one that came after the login, and stays. */
    @Test
    void aCompleteLoginOfWhoHasNoFailuresWaitsForNobody() {
        Lane lane = Lane.ofUser(79, "");

        DATABASE.run(holder -> {
            new FailureStore(holder).lockTurns(lane);
            beans.run(Lockout.class, lockout -> lockout.completed(lane));
            beans.run(Lockout.class, lockout -> lockout.completedByPassword(lane));
        });
    }

    private void assertWaits(Lane turn, Consumer<Lockout> work) {
        beans.run(Lockout.class, lockout -> {
            lockout.unlock(77);
            lockout.factorFailed(LANE, TEN);
        });
        DATABASE.run(holder -> {
            new FailureStore(holder).lockTurns(turn);
            assertThatThrownBy(() -> beans.run(Lockout.class, work)).isInstanceOf(PersistenceException.class);
        });
    }
}
