package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.LoginAttempt.Verdict;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about attempts, on each database the product runs on. */
@Timeout(60)
class LoginPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final LoginRules RULES = new LoginRules(Duration.ofMinutes(10), 5);
    private static final Instant END = NOW.plus(RULES.attemptLife());

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void findsAnAttemptByItsIdAndItsSecretTogether(Database database) {
        String id = database.call(LoginPersistenceTest::addAttempt);

        assertThat(userOf(database, id, "secret")).isPresent();
        assertThat(userOf(database, id, "Secret")).isEmpty();
        assertThat(userOf(database, id, "")).isEmpty();
        assertThat(userOf(database, "another", "secret")).isEmpty();
    }

    /** The attempt itself comes second in the order of locks, and whoever asks for the first must not hold it already. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void locksTheUserOfAnAttemptAndNotTheAttempt(Database database) {
        String id = database.call(LoginPersistenceTest::addAttempt);
        long userId = userOf(database, id, "secret").orElseThrow();

        database.run(entities -> {
            assertThat(new LoginAttemptStore(entities).lockUser(id, "secret", NOW))
                    .map(User::id)
                    .contains(userId);
            assertThat(isFree(database, "login_user", userId)).isFalse();
            assertThat(isFree(database, "login_attempt", id)).isTrue();
        });
        database.run(entities -> {
            assertThat(new LoginAttemptStore(entities).lockUser(id, "Secret", NOW))
                    .isEmpty();
            assertThat(new LoginAttemptStore(entities).lockUser("another", "secret", NOW))
                    .isEmpty();
            assertThat(isFree(database, "login_user", userId)).isTrue();
        });
    }

    /** Whether another transaction could lock the row. */
    private static boolean isFree(Database database, String table, Object id) {
        return database.call(entities -> !entities.createNativeQuery(
                        "select id from " + table + " where id = ?1 for update skip locked")
                .setParameter(1, id)
                .getResultList()
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void sweepsWhatIsOverdueOnce(Database database) {
        String id = database.call(LoginPersistenceTest::addAttempt);

        assertThat(sweep(database, END.minusMillis(1))).doesNotContain(id);
        assertThat(sweep(database, END)).contains(id);
        assertThat(sweep(database, END)).doesNotContain(id);
    }

    /** Else PostgreSQL ends one of them: a row that refers to a user waits for whoever holds the user. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aSweepThatTellsUsersAndALoginOfOneOfThemWaitInOneDirection(Database database) throws Exception {
        Instant longAgo = Instant.parse("2020-03-01T00:00:00Z");
        long userId = database.call(entities -> Users.add(entities, NOW).id());
        String id = database.call(entities -> Attempts.add(entities, userId, longAgo));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> login = database.call(entities -> {
                List<LoginAttempt> overdue =
                        new LoginAttemptStore(entities).lockOverdue(longAgo.plus(Duration.ofDays(1)), 1000);
                assertThat(overdue).extracting(LoginAttempt::id).contains(id);
                Future<?> begun = other.submit(() -> logIn(database, userId, id));
                while (!Databases.isAnybodyWaiting(database) && !begun.isDone()) {
                    Thread.onSpinWait();
                }
                tell(entities, userId);
                overdue.forEach(attempt -> attempt.expire(NOW));
                return begun;
            });
            login.get();
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theSweepPassesOverAUserWhoIsHeld(Database database) {
        Instant longAgo = Instant.parse("2020-03-01T00:00:00Z");
        long userId = database.call(entities -> Users.add(entities, NOW).id());
        String id = database.call(entities -> Attempts.add(entities, userId, longAgo));

        database.run(entities -> {
            entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
            assertThat(sweep(database, longAgo.plus(Duration.ofDays(1)))).doesNotContain(id);
        });

        assertThat(sweep(database, longAgo.plus(Duration.ofDays(1)))).contains(id);
    }

    private static void logIn(Database database, long userId, String attempt) {
        database.run(entities -> {
            entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
            new LoginAttemptStore(entities).lockAttempt(attempt);
        });
    }

    private static void tell(EntityManager entities, long userId) {
        entities.createNativeQuery(
                        "insert into told_event (id, user_id, kind, told_at) values (?1, ?2, 'LOGIN_DENIED', ?3)")
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, userId)
                .setParameter(3, Timestamp.from(NOW))
                .executeUpdate();
    }

    /** Those of other tests are years younger. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void removesWhatEndedLongAgoAndHasLeftNothing(Database database) {
        Instant longAgo = Instant.parse("2018-03-01T00:00:00Z");
        Instant later = longAgo.plus(RULES.attemptLife()).plusSeconds(1);
        User user = database.call(entities -> Users.add(entities, NOW));
        long userId = user.id();
        String open = database.call(entities -> Attempts.add(entities, userId, longAgo));
        String ended = database.call(entities -> Attempts.add(entities, userId, longAgo));
        String ofASession = database.call(entities -> Attempts.add(entities, userId, longAgo));
        String younger = database.call(entities -> Attempts.add(entities, userId, longAgo.plusSeconds(2)));
        database.run(entities -> List.of(ended, ofASession, younger)
                .forEach(id -> entities.find(LoginAttempt.class, id).expire(longAgo.plus(Duration.ofHours(1)))));
        database.run(entities -> SignedIn.open(entities, user, ofASession, longAgo));

        int removed =
                database.call(entities -> new LoginAttemptStore(entities).removeOld(AttemptState.EXPIRED, later, 10));

        assertThat(removed).isEqualTo(1);
        assertThat(List.of(open, ended, ofASession, younger))
                .filteredOn(id -> userOf(database, id, "secret").isPresent())
                .containsExactly(open, ofASession, younger);
    }

    private static List<String> sweep(Database database, Instant now) {
        return database.call(entities -> {
            List<LoginAttempt> overdue = new LoginAttemptStore(entities).lockOverdue(now, 1000);
            overdue.forEach(attempt -> attempt.expire(now));
            return overdue.stream().map(LoginAttempt::id).toList();
        });
    }

    /** Whoever has the password alone makes no address known. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAddressIsKnownByALoginWithAFactor(Database database) {
        Client client = new Client(ClientKind.PORTAL, "1", "en", "", "192.0.2.7");
        long userId = database.call(entities -> {
            User user = Users.add(entities, NOW);
            LoginAttempt byPassword =
                    new LoginAttempt(user.id(), "secret", Optional.empty(), client, RULES, NOW.plusMillis(1));
            assertThat(byPassword.complete(NOW.plusMillis(1))).isEqualTo(Verdict.ACCEPTED);
            new LoginAttemptStore(entities).add(byPassword);
            return user.id();
        });
        assertThat(isKnown(database, userId)).isFalse();

        database.run(entities -> {
            FactorRef number = new FactorRef(FactorKind.SMS, Numbers.add(entities, userId, NOW));
            LoginAttempt byFactor =
                    new LoginAttempt(userId, "secret", Optional.of(number), client, RULES, NOW.plusMillis(1));
            byFactor.answer(() -> CodeCheck.RIGHT, NOW.plusMillis(1));
            assertThat(byFactor.complete(NOW.plusMillis(1))).isEqualTo(Verdict.ACCEPTED);
            new LoginAttemptStore(entities).add(byFactor);
        });
        assertThat(isKnown(database, userId)).isTrue();
    }

    private static boolean isKnown(Database database, long userId) {
        return database.call(entities -> new LoginAttemptStore(entities).isKnownAddress(userId, "192.0.2.7", NOW));
    }

    private static Optional<Long> userOf(Database database, String id, String secret) {
        return database.call(entities -> new LoginAttemptStore(entities).findUserId(id, secret));
    }

    private static String addAttempt(EntityManager entities) {
        long userId = Users.add(entities, NOW).id();
        String numberId = Numbers.add(entities, userId, NOW);
        Client client = new Client(ClientKind.PORTAL, "1", "en", "", "192.0.2.1");
        LoginAttempt attempt = new LoginAttempt(
                userId, "secret", Optional.of(new FactorRef(FactorKind.SMS, numberId)), client, RULES, NOW);
        new LoginAttemptStore(entities).add(attempt);
        return attempt.id();
    }
}
