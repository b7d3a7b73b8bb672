package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about numbers and orders, on each database the product runs on. */
@Timeout(60)
class PhonePersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final SmsRules RULES = new SmsRules(PAUSE, 5, 10);
    private static final int CALLERS = 20;

    private final Secrets secrets = new Secrets(new KeysInMemory());

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void givesTheTurnOfANumberToOneOfManyCallers(Database database) throws Exception {
        String number = enterNumber(database);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);

        List<Future<Boolean>> turns = callers.invokeAll(java.util.Collections.nCopies(CALLERS, () -> {
            start.await();
            return database.call(entities -> new MobileNumbers(entities)
                    .takeTurn(number, NOW, RULES, RULES, Optional::empty)
                    .isTaken());
        }));
        callers.shutdown();

        long taken = 0;
        for (Future<Boolean> turn : turns) {
            taken += turn.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void givesTheNextTurnAfterThePauseAndNotBefore(Database database) {
        String number = enterNumber(database);

        assertThat(takeTurn(database, number, NOW)).isTrue();
        assertThat(takeTurn(database, number, NOW.plus(PAUSE).minusMillis(1))).isFalse();
        assertThat(takeTurn(database, number, NOW.plus(PAUSE))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void undoesATurnWithItsTransaction(Database database) {
        String number = enterNumber(database);

        database.run(entities -> {
            assertThat(new MobileNumbers(entities)
                            .takeTurn(number, NOW, RULES, RULES, Optional::empty)
                            .isTaken())
                    .isTrue();
            entities.getTransaction().rollback();
            entities.getTransaction().begin();
        });

        assertThat(takeTurn(database, number, NOW)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void findsTheFirstVerifiedNumberAsDefault(Database database) {
        String number = Numbers.next();
        long userId = database.call(entities -> {
            User user = Users.add(entities, NOW);
            new MobileNumbers(entities).enter(user.id(), List.of(Users.number(number)), NOW);
            return user.id();
        });

        String masked = database.call(entities ->
                new MobileNumbers(entities).findDefault(userId).orElseThrow().masked());

        assertThat(masked).isEqualTo("•••• " + number.substring(number.length() - 4));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void handsAnOrderToOneRelayAndAgainWhenItsLeaseIsOver(Database database) {
        UUID key = database.call(this::addOrder);

        assertThat(claim(database, NOW)).contains(key);
        assertThat(claim(database, NOW.plusSeconds(29))).doesNotContain(key);
        assertThat(claim(database, NOW.plusSeconds(31))).contains(key);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void passesOverAnOrderThatAnotherRelayHolds(Database database) throws Exception {
        UUID key = database.call(this::addOrder);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> holding = other.submit(() -> database.run(entities -> {
            new SmsOutbox(entities).claim(NOW, Duration.ofSeconds(30), 1000);
            held.countDown();
            await(release);
        }));
        held.await();

        List<UUID> meanwhile = claim(database, NOW);
        release.countDown();
        holding.get();
        other.shutdown();

        assertThat(meanwhile).doesNotContain(key);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void findsTextsToBlankWhenTheirCodeIsDeadAndNotBefore(Database database) {
        UUID key = database.call(this::addOrder);

        assertThat(readable(database, END.minusMillis(1))).doesNotContain(key);
        assertThat(readable(database, END)).contains(key);
        database.run(entities ->
                new SmsOutbox(entities).listReadable(Instant.EPOCH, END, 1000).forEach(OutboundSms::blank));

        assertThat(readable(database, END)).doesNotContain(key);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsMicrosecondsOfTimes(Database database) {
        Instant exact = Instant.parse("2026-03-29T01:30:00.123456Z");
        String number = Numbers.next();
        database.run(entities -> entities.persist(new NumberThrottle(number, exact)));

        Instant read = database.call(entities ->
                new MobileNumbers(entities).findNextTurn(number, exact).orElseThrow());

        assertThat(read).isEqualTo(exact);
    }

    private UUID addOrder(EntityManager entities) {
        OneTimeCode code =
                new OneTimeCode(CodePurpose.LOGIN, UUID.randomUUID().toString(), "042042", secrets, NOW, END);
        OutboundSms sms = new OutboundSms(code, Numbers.next(), "042042 is your code", secrets, NOW);
        SmsOutbox outbox = new SmsOutbox(entities);
        outbox.add(code);
        outbox.add(sms);
        return sms.messageKey();
    }

    private static List<UUID> claim(Database database, Instant now) {
        return database.call(entities -> new SmsOutbox(entities)
                .claim(now, Duration.ofSeconds(30), 1000).stream()
                        .map(OutboundSms::messageKey)
                        .toList());
    }

    private static List<UUID> readable(Database database, Instant now) {
        return database.call(entities -> new SmsOutbox(entities)
                .listReadable(Instant.EPOCH, now, 1000).stream()
                        .map(OutboundSms::messageKey)
                        .toList());
    }

    private static boolean takeTurn(Database database, String number, Instant now) {
        return database.call(entities -> new MobileNumbers(entities)
                .takeTurn(number, now, RULES, RULES, Optional::empty)
                .isTaken());
    }

    private static String enterNumber(Database database) {
        String number = Numbers.next();
        database.run(entities -> {
            User user = Users.add(entities, NOW);
            new MobileNumbers(entities).enter(user.id(), List.of(Users.number(number)), NOW);
        });
        return number;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
