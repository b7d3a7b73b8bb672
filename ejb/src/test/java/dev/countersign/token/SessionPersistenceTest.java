package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.Secrets;
import dev.countersign.login.Attempts;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about sessions, on each database the product runs on. */
@Timeout(60)
class SessionPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionRules RULES = new SessionRules(Duration.ofHours(12), Duration.ofMinutes(15));

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsWhatFurtherTokensNeed(Database database) {
        User user = addUser(database);
        String id = open(database, user);

        LoginSession session = find(database, id);

        assertThat(session.userId()).isEqualTo(user.id());
        assertThat(session.clientKind()).isEqualTo("PORTAL");
        assertThat(session.factor()).isEqualTo("SMS");
        assertThat(session.scope()).isEqualTo(SessionScope.FULL);
        assertThat(session.authenticatedAt()).isEqualTo(NOW);
        assertThat(session.factorSince()).isEqualTo(NOW);
        assertThat(session.expiresAt()).isEqualTo(NOW.plus(RULES.life()));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCallKeepsASessionThatNobodyHasEnded(Database database) {
        String id = open(database, addUser(database));
        Instant call = NOW.plusSeconds(600);

        database.run(entities -> {
            SessionStore store = new SessionStore(entities);
            store.note(store.findWithUser(id).orElseThrow().session(), call);
        });

        assertThat(find(database, id).lastSeenAt()).isEqualTo(call);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCookieOpensItsSessionAndNoneOpensThoseOfTokens(Database database) {
        User user = addUser(database);
        open(database, user);
        String inBrowser = open(database, user, Optional.of("the cookie"));
        open(database, user, Optional.of("another"));

        assertThat(findByCookie(database, "the cookie")).contains(inBrowser);
        assertThat(findByCookie(database, "The cookie")).isEmpty();
        assertThat(findByCookie(database, "")).isEmpty();
        assertThat(findByCookie(database, Secrets.digestOf("the cookie"))).isEmpty();
        assertThat(find(database, inBrowser).isInBrowser()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aUserEndsHisOwnSessionsAlone(Database database) {
        User anna = addUser(database);
        User bert = addUser(database);
        String ofAnna = open(database, anna);
        String ofBert = open(database, bert);

        assertThat(end(database, bert, ofAnna)).isFalse();
        assertThat(end(database, anna, ofAnna)).isTrue();
        assertThat(end(database, anna, ofAnna)).isFalse();

        assertThat(find(database, ofAnna).isAlive(NOW, RULES)).isFalse();
        assertThat(find(database, ofBert).isAlive(NOW, RULES)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void allButOneAreEndedAtOnce(Database database) {
        User user = addUser(database);
        String spared = open(database, user);
        String other = open(database, user);
        String ofSomebody = open(database, addUser(database));

        int ended = database.call(entities -> new SessionStore(entities).endAllBut(user.id(), spared, NOW));

        assertThat(ended).isEqualTo(1);
        assertThat(find(database, spared).isAlive(NOW, RULES)).isTrue();
        assertThat(find(database, other).isAlive(NOW, RULES)).isFalse();
        assertThat(find(database, ofSomebody).isAlive(NOW, RULES)).isTrue();
        assertThat(listNotEnded(database, user, NOW)).containsExactly(spared);
    }

    /** Those of other tests are years younger. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void removesSessionsWhoseTimeWasOverLongAgo(Database database) {
        User user = addUser(database);
        Instant longAgo = Instant.parse("1999-03-01T00:00:00Z");
        String old = openAt(database, user, longAgo);
        String younger = openAt(database, user, longAgo.plusSeconds(2));
        Instant before = longAgo.plus(RULES.life()).plusSeconds(1);

        assertThat(database.<Integer>call(entities -> new SessionStore(entities).removeOld(before, 10)))
                .isEqualTo(1);

        assertThat(database.<Boolean>call(
                        entities -> new SessionStore(entities).findWithUser(old).isPresent()))
                .isFalse();
        assertThat(find(database, younger).id()).isEqualTo(younger);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aSessionWhoseTimeIsOverIsListedNoMore(Database database) {
        User user = addUser(database);
        String id = open(database, user);

        assertThat(listNotEnded(database, user, NOW.plus(RULES.life()).minusMillis(1)))
                .containsExactly(id);
        assertThat(listNotEnded(database, user, NOW.plus(RULES.life()))).isEmpty();
    }

    private static List<String> listNotEnded(Database database, User user, Instant now) {
        return database.call(entities -> new SessionStore(entities)
                .listNotEnded(user.id(), now).stream().map(LoginSession::id).toList());
    }

    private static String openAt(Database database, User user, Instant time) {
        return database.call(entities -> SignedIn.open(entities, user, Attempts.add(entities, user.id(), time), time)
                .id());
    }

    private static boolean end(Database database, User user, String id) {
        return database.call(entities -> new SessionStore(entities).end(user.id(), id, NOW));
    }

    private static LoginSession find(Database database, String id) {
        return database.call(entities ->
                new SessionStore(entities).findWithUser(id).orElseThrow().session());
    }

    private static User addUser(Database database) {
        return database.call(entities -> Users.add(entities, NOW));
    }

    private static Optional<String> findByCookie(Database database, String cookie) {
        return database.call(entities -> new SessionStore(entities)
                .findByCookie(cookie)
                .map(owned -> owned.session().id()));
    }

    private static String open(Database database, User user) {
        return open(database, user, Optional.empty());
    }

    private static String open(Database database, User user, Optional<String> cookie) {
        return database.call(entities -> {
            String attempt = Attempts.add(entities, user.id(), NOW);
            LoginSession session =
                    new LoginSession(Logins.of(user.id(), user.userName(), attempt, NOW), NOW, RULES.life());
            cookie.ifPresent(session::bindTo);
            new SessionStore(entities).add(session);
            return session.id();
        });
    }
}
