package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.KeptEvents;
import dev.countersign.policy.Limits;
import dev.countersign.policy.LimitsForTests;
import dev.countersign.securityevent.SecurityEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lock-out on each database the product runs on. */
@Timeout(60)
class LockoutPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Limits TEN = LimitsForTests.withLockFailures(10);
    private static final int CALLERS = 30;

    private final long user = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final Lane stranger = Lane.ofUser(user, "");
    private final Lane device = Lane.ofUser(user, "device");
    private int addresses;

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theTenthWrongPasswordClosesItsLaneAndNoOther(Database database) {
        failPasswords(database, stranger, 9, NOW);
        assertThat(lockedUntil(database, stranger, NOW)).isEmpty();

        failPasswords(database, stranger, 1, NOW.plusSeconds(60));

        assertThat(lockedUntil(database, stranger, NOW.plusSeconds(60)))
                .contains(NOW.plusSeconds(60).plus(DAY));
        assertThat(lockedUntil(database, device, NOW.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aClosedLaneOpensADayAfterTheLastFailureAndTriesMeanwhileDoNotProlongIt(Database database) {
        failPasswords(database, stranger, 10, NOW);
        failPasswords(database, stranger, 5, NOW.plus(DAY).minusSeconds(60));

        assertThat(lockedUntil(database, stranger, NOW.plus(DAY).minusMillis(1)))
                .isPresent();
        assertThat(lockedUntil(database, stranger, NOW.plus(DAY))).isEmpty();
        failPasswords(database, stranger, 9, NOW.plus(DAY));
        assertThat(lockedUntil(database, stranger, NOW.plus(DAY))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void failuresCountForADay(Database database) {
        failPasswords(database, stranger, 9, NOW);

        failPasswords(database, stranger, 1, NOW.plus(DAY));

        assertThat(lockedUntil(database, stranger, NOW.plus(DAY))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void wrongAnswersToTheFactorCloseAllLanes(Database database) {
        failFactor(database, device, 10);

        assertThat(lockedUntil(database, device, NOW)).isPresent();
        assertThat(lockedUntil(database, stranger, NOW)).isPresent();
        assertThat(lockedUntil(database, Lane.ofUser(user, "another"), NOW)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theUserHearsOnceThatAllLanesAreClosedAndNotOfOneLane(Database database) {
        KeptEvents events = new KeptEvents();
        failPasswords(database, stranger, 10, NOW);
        fail(database, events, 9);
        assertThat(events.list(SecurityEvent.class)).isEmpty();

        fail(database, events, 3);

        assertThat(events.list(SecurityEvent.class)).containsExactly(SecurityEvent.of(user, SecurityEvent.Kind.LOCKED));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void passwordsAndAnswersOfOneLaneShareOneCounter(Database database) {
        failPasswords(database, stranger, 6, NOW);
        failFactor(database, stranger, 4);

        assertThat(lockedUntil(database, stranger, NOW)).isPresent();
        assertThat(lockedUntil(database, device, NOW)).isEmpty();
    }

    /** Else 19 guesses would get their verdict: nine passwords in the one, and then nine codes and a password in the other. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void passwordsOfOneLaneAndAnswersOfAnotherMakeUpTen(Database database) {
        failPasswords(database, stranger, 4, NOW);
        failFactor(database, device, 5);
        assertThat(lockedUntil(database, stranger, NOW)).isEmpty();

        failFactor(database, device, 1);

        assertThat(lockedUntil(database, stranger, NOW)).contains(NOW.plus(DAY));
        assertThat(lockedUntil(database, device, NOW)).as("six in all").isEmpty();
        failFactor(database, NOW.plusSeconds(60), device, 1);
        assertThat(lockedUntil(database, stranger, NOW)).as("not longer").contains(NOW.plus(DAY));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCompleteLoginForgetsTheFailuresOfItsLaneAndTheWrongAnswers(Database database) {
        failPasswords(database, stranger, 10, NOW);
        failPasswords(database, device, 5, NOW);
        failFactor(database, device, 4);

        call(database, NOW, lockout -> {
            lockout.completed(device);
            return true;
        });

        failPasswords(database, device, 9, NOW);
        assertThat(lockedUntil(database, device, NOW)).isEmpty();
        assertThat(lockedUntil(database, stranger, NOW)).isPresent();
    }

    /** Else whoever knows the password guesses on after each login of the user. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCompleteLoginForgetsNoWrongAnswersOfAnotherLane(Database database) {
        for (int login = 0; login < 2; login++) {
            failFactor(database, stranger, 4);
            failFactor(database, device, 1);
            call(database, NOW, lockout -> {
                lockout.completed(device);
                return true;
            });
            assertThat(lockedUntil(database, device, NOW)).isEmpty();
        }

        failFactor(database, stranger, 2);

        assertThat(lockedUntil(database, device, NOW)).isPresent();
        assertThat(lockedUntil(database, stranger, NOW)).isPresent();
    }

    /** Who knows the password alone must not have the wrong answers forgotten that he gave to the factor. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aLoginByThePasswordAloneForgetsFailuresAndNoWrongAnswers(Database database) {
        failPasswords(database, device, 9, NOW);
        failFactor(database, device, 9);

        call(database, NOW, lockout -> {
            lockout.completedByPassword(device);
            return true;
        });
        failPasswords(database, device, 1, NOW);
        assertThat(lockedUntil(database, stranger, NOW)).isEmpty();
        failFactor(database, stranger, 1);

        assertThat(lockedUntil(database, stranger, NOW))
                .as("the tenth wrong answer")
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void unlockingOpensEveryLaneOfThatUserAlone(Database database) {
        Lane neighbour = Lane.ofUser(user / 10, "");
        failPasswords(database, stranger, 10, NOW);
        failFactor(database, device, 10);
        failPasswords(database, neighbour, 10, NOW);

        call(database, NOW, lockout -> {
            lockout.unlock(user);
            return true;
        });

        assertThat(lockedUntil(database, stranger, NOW)).isEmpty();
        assertThat(lockedUntil(database, device, NOW)).isEmpty();
        assertThat(lockedUntil(database, neighbour, NOW)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyParallelFailuresTenGetAVerdict(Database database) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        String address = "parallel" + user;

        List<Future<Boolean>> verdicts = callers.invokeAll(Collections.nCopies(CALLERS, () -> {
            start.await();
            return call(database, NOW, lockout -> lockout.passwordFailed(stranger, address, TEN))
                    .isOpen();
        }));
        callers.shutdown();

        int told = 0;
        for (Future<Boolean> verdict : verdicts) {
            told += verdict.get() ? 1 : 0;
        }
        assertThat(told).isEqualTo(10);
    }

    /** A right password that comes while the tenth wrong one is counted is behind it, whatever this one looked at before. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRightPasswordWaitsForTheWrongOnesBeforeIt(Database database) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        failPasswords(database, stranger, 9, NOW);

        Future<Standing> right = call(database, NOW, tenth -> {
            tenth.passwordFailed(stranger, "tenth" + user, TEN);
            Future<Standing> behind = other.submit(() -> call(database, NOW, lockout -> {
                assertThat(lockout.passwordStanding(stranger, "right" + user).isOpen())
                        .isTrue();
                return lockout.lockAndFindStanding(stranger, "right" + user);
            }));
            while (!Databases.isAnybodyWaiting(database) && !behind.isDone()) {
                Thread.onSpinWait();
            }
            return behind;
        });
        other.shutdown();

        assertThat(right.get().lockedUntil()).contains(NOW.plus(DAY));
    }

    /** Whoever takes two turns waits for the first without holding the second, or two of them could wait for each other. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void turnsAreTakenInOneOrder(Database database) throws Exception {
        Lane early = turn(1);
        Lane late = turn(2);
        for (Lane[] both : List.of(new Lane[] {early, late}, new Lane[] {late, early})) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Boolean> waiting = database.call(holder -> {
                new FailureStore(holder).lockTurns(early);
                Future<Boolean> behind = other.submit(() -> database.call(entities -> {
                    new FailureStore(entities).lockTurns(both);
                    return true;
                }));
                while (!Databases.isAnybodyWaiting(database) && !behind.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(behind.isDone()).isFalse();
                new FailureStore(holder).lockTurns(late);
                return behind;
            });
            other.shutdown();
            assertThat(waiting.get()).isTrue();
        }
    }

    /** A lane whose subject has this turn. */
    private static Lane turn(int turn) {
        return Stream.iterate(0, number -> number + 1)
                .map(number -> Lane.ofStranger("turn" + number))
                .filter(lane -> Math.floorMod(lane.subject().hashCode(), 256) == turn)
                .findFirst()
                .orElseThrow();
    }

    /** The record is read twice, as by whoever looks first without the turn. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyParallelTriesOfAnAddressTwentyAreLookedAt(Database database) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        String address = "parallel-codes" + user;
        boolean first = call(database, NOW, lockout -> isLookedAt(lockout, address));

        List<Future<Boolean>> looks = callers.invokeAll(Collections.nCopies(CALLERS, () -> {
            start.await();
            return call(database, NOW, lockout -> isLookedAt(lockout, address));
        }));
        callers.shutdown();

        int looked = first ? 1 : 0;
        for (Future<Boolean> look : looks) {
            looked += look.get() ? 1 : 0;
        }
        assertThat(looked).isEqualTo(20);
    }

    private static boolean isLookedAt(Lockout lockout, String address) {
        if (lockout.throttledUntil(address).isPresent()
                || lockout.lockAndFindThrottled(address).isPresent()) {
            return false;
        }
        lockout.addressFailed(address);
        return true;
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAddressIsThrottledAfterTwentyFailuresWhoeverIsNamed(Database database) {
        String address = "address" + user;
        for (int i = 0; i < 20; i++) {
            Lane lane = Lane.ofStranger(UUID.randomUUID().toString());
            assertThat(call(database, NOW.plusSeconds(i), l -> l.passwordFailed(lane, address, TEN))
                            .isOpen())
                    .isTrue();
        }
        Instant end = NOW.plus(Duration.ofMinutes(10));

        assertThat(standing(database, stranger, address, NOW.plusSeconds(20)).throttledUntil())
                .contains(end);
        assertThat(standing(database, device, address, NOW.plusSeconds(20)).isOpen())
                .isTrue();
        assertThat(standing(database, stranger, "other" + user, NOW.plusSeconds(20))
                        .isOpen())
                .isTrue();
        assertThat(standing(database, stranger, address, end).isOpen()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theSweepRemovesWhatCountsNoMore(Database database) {
        failPasswords(database, stranger, 10, NOW);

        database.run(entities -> new FailureStore(entities).removeOld(NOW.plus(DAY), 10_000));
        assertThat(lockedUntil(database, stranger, NOW)).isPresent();
        database.run(
                entities -> new FailureStore(entities).removeOld(NOW.plus(DAY).plusMillis(1), 10_000));

        assertThat(lockedUntil(database, stranger, NOW)).isEmpty();
    }

    private void failPasswords(Database database, Lane lane, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            String address = user + "-" + addresses++;
            call(database, now, lockout -> lockout.passwordFailed(lane, address, TEN));
        }
    }

    private void fail(Database database, KeptEvents events, int times) {
        for (int i = 0; i < times; i++) {
            call(database, NOW, events, lockout -> {
                lockout.factorFailed(device, TEN);
                return true;
            });
        }
    }

    private static void failFactor(Database database, Lane lane, int times) {
        failFactor(database, NOW, lane, times);
    }

    private static void failFactor(Database database, Instant now, Lane lane, int times) {
        for (int i = 0; i < times; i++) {
            call(database, now, lockout -> {
                lockout.factorFailed(lane, TEN);
                return true;
            });
        }
    }

    private static Standing standing(Database database, Lane lane, String address, Instant now) {
        return call(database, now, lockout -> lockout.passwordStanding(lane, address));
    }

    private static Optional<Instant> lockedUntil(Database database, Lane lane, Instant now) {
        return call(database, now, lockout -> lockout.lockedUntil(lane));
    }

    private static <T> T call(Database database, Instant now, Function<Lockout, T> work) {
        return call(database, now, new KeptEvents(), work);
    }

    private static <T> T call(Database database, Instant now, KeptEvents events, Function<Lockout, T> work) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return database.call(entities ->
                work.apply(new Lockout(new FailureStore(entities), 20, Duration.ofMinutes(10), events.event(), clock)));
    }
}
