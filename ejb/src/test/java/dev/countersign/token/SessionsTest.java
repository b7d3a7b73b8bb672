package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.login.Attempts;
import dev.countersign.policy.JurisdictionDesk;
import dev.countersign.policy.Rule;
import dev.countersign.policy.RuleChange;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a token opens, and until when. */
class SessionsTest {

    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Duration LIFE = Duration.ofHours(12);

    private final Beans beans = new Beans();
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));

    @Test
    void aTokenTellsWhoCalls() {
        SignedInUser opened = open();

        SignedInUser caller = find(token(opened)).orElseThrow();

        assertThat(caller).isEqualTo(opened);
        assertThat(caller.session().endsAt()).isEqualTo(beans.clock().instant().plus(LIFE));
    }

    @Test
    void aSessionIdlesOut() {
        SignedInUser opened = open();

        beans.clock().pass(IDLE.minusMillis(1));
        assertThat(listOpen(opened)).hasSize(1);
        assertThat(renew(opened)).isPresent();
        beans.clock().pass(Duration.ofMillis(1));

        // The token is new: it is the session that decides.
        assertThat(find(token(opened))).isEmpty();
        assertThat(renew(opened)).isEmpty();
        assertThat(listOpen(opened)).isEmpty();
    }

    @Test
    void aCallKeepsASessionFromIdling() {
        SignedInUser opened = open();

        beans.clock().pass(IDLE.minusSeconds(1));
        assertThat(find(token(opened))).isPresent();
        beans.clock().pass(IDLE.minusSeconds(1));

        assertThat(find(token(opened))).isPresent();
    }

    @Test
    void whatAPageAsksByItselfKeepsNoSessionFromIdling() {
        SignedInUser opened = open();

        beans.clock().pass(IDLE.minusSeconds(1));
        Optional<SignedInUser> caller =
                beans.call(Sessions.class, sessions -> sessions.findUser(token(opened), Activity.UNNOTICED));
        assertThat(caller.orElseThrow().session().idleEndsAt())
                .isEqualTo(beans.clock().instant().plusSeconds(1));
        beans.clock().pass(Duration.ofSeconds(1));

        assertThat(find(token(opened))).isEmpty();
    }

    @Test
    void aCallTellsWhenTheSessionWillIdleOut() {
        beans.set("countersign.session.absolute-life", "PT20M");
        SignedInUser opened = beans.call(
                        Tokens.class,
                        tokens -> tokens.openInBrowser(
                                Logins.of(
                                        user.id(),
                                        user.userName(),
                                        attempt(),
                                        beans.clock().instant()),
                                user,
                                "cookie",
                                Optional.empty()))
                .user();
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(find(token(opened)).orElseThrow().session().idleEndsAt())
                .isEqualTo(beans.clock().instant().plus(IDLE));
        beans.clock().pass(Duration.ofMinutes(9));

        assertThat(find(token(opened)).orElseThrow().session().idleEndsAt())
                .as("never after its end")
                .isEqualTo(opened.session().endsAt());
    }

    @Test
    void aCallIsWrittenDownOnceInThirtySeconds() {
        SignedInUser opened = open();
        Instant begin = beans.clock().instant();

        beans.clock().pass(Duration.ofSeconds(30).minusMillis(1));
        find(token(opened));
        assertThat(listOpen(opened).get(0).lastSeenAt()).isEqualTo(begin);
        beans.clock().pass(Duration.ofMillis(1));
        find(token(opened));

        assertThat(listOpen(opened).get(0).lastSeenAt()).isEqualTo(begin.plusSeconds(30));
    }

    /** As the rule stands at the call: sessions that are open already are held to it. */
    @Test
    void howLongASessionMayIdleIsARuleOfTheUsersJurisdiction() {
        User strict = Users.add(beans, "secret1", Account.OPEN);
        beans.query(entities -> entities.createQuery("update User u set u.jurisdiction = 'FI' where u.id = :id")
                .setParameter("id", strict.id())
                .executeUpdate());
        SignedInUser caller = open(strict);
        SignedInUser other = open();
        RuleChange fiveMinutes = new RuleChange(
                Rule.SESSION_IDLE, "PT5M", "RTS 2018/389", beans.clock().instant());

        beans.run(JurisdictionDesk.class, desk -> desk.set("FI", fiveMinutes, "ann"));
        try {
            assertThat(find(token(caller)).orElseThrow().session().idleEndsAt())
                    .isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(5)));
            beans.clock().pass(Duration.ofMinutes(5));

            assertThat(find(token(caller))).isEmpty();
            assertThat(find(token(other))).isPresent();
        } finally {
            beans.run(JurisdictionDesk.class, desk -> desk.remove("FI", Rule.SESSION_IDLE, "ann"));
        }
    }

    @Test
    void nothingKeepsASessionPastItsEnd() {
        beans.set("countersign.session.idle", "PT24H");
        SignedInUser opened = open();

        beans.clock().pass(LIFE.minusSeconds(1));
        AccessToken last = renew(opened).orElseThrow();
        assertThat(last.life()).isEqualTo(Duration.ofSeconds(1));
        assertThat(find(last.value())).isPresent();
        beans.clock().pass(Duration.ofSeconds(1));

        // The leeway of clocks would still let the token through: it is the session that has ended.
        assertThat(find(last.value())).isEmpty();
        assertThat(renew(opened)).isEmpty();
        assertThat(listOpen(opened)).isEmpty();
    }

    @Test
    void aRenewedTokenLivesAsLongAsANewOne() {
        SignedInUser opened = open();

        AccessToken renewed = renew(opened).orElseThrow();

        assertThat(renewed.life()).isEqualTo(Duration.ofMinutes(15));
        assertThat(find(renewed.value())).contains(opened);
    }

    @Test
    void anEndedSessionOpensNothing() {
        SignedInUser opened = open();
        SignedInUser other = open();
        String token = token(opened);

        assertThat(end(other, opened.sessionId())).isTrue();

        assertThat(find(token)).isEmpty();
        assertThat(introspect(token)).isEmpty();
        assertThat(renew(opened)).isEmpty();
        assertThat(find(token(other))).isPresent();
        assertThat(end(other, opened.sessionId())).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("SESSION_ENDED OK");
    }

    @Test
    void whatIsNoIdEndsNothing() {
        SignedInUser opened = open();

        assertThat(end(opened, "%")).isFalse();
        assertThat(end(opened, opened.sessionId().toUpperCase(java.util.Locale.ROOT)))
                .isFalse();

        assertThat(find(token(opened))).isPresent();
        assertThat(AuditTrail.of(beans, user.id())).isEmpty();
    }

    @Test
    void aUserEndsNobodyElsesSession() {
        SignedInUser opened = open();
        SignedInUser stranger = SignedIn.add(beans);

        assertThat(end(stranger, opened.sessionId())).isFalse();
        beans.run(Sessions.class, sessions -> sessions.endAll(stranger));

        assertThat(find(token(opened))).isPresent();
    }

    @Test
    void endingAllEndsAlsoTheOneThatAsks() {
        SignedInUser opened = open();
        SignedInUser other = open();

        beans.run(Sessions.class, sessions -> sessions.endAll(opened));

        assertThat(find(token(opened))).isEmpty();
        assertThat(find(token(other))).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("SESSIONS_ENDED OK");
    }

    /** A thief's call that waits behind the end of his session would throw the user out of the one that he opened since. */
    @Test
    void aCallThatWaitedWhileItsSessionWasEndedEndsNoOther() {
        SignedInUser thief = open();
        SignedInUser own = open();
        end(own, thief.sessionId());

        assertThat(beans.<Sessions, Boolean>call(Sessions.class, sessions -> sessions.endAll(thief)))
                .isFalse();

        assertThat(find(token(own))).isPresent();
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("SESSION_ENDED OK");
    }

    @Test
    void othersAreEndedButForTheSparedOne() {
        SignedInUser spared = open();
        SignedInUser other = open();

        beans.run(SessionEnds.class, ends -> ends.endAllBut(user.id(), spared.sessionId()));

        assertThat(find(token(spared))).isPresent();
        assertThat(find(token(other))).isEmpty();
    }

    @Test
    void aLockedUserIsNotSignedInThoughNobodyEndedHisSession() {
        SignedInUser opened = open();
        String token = token(opened);

        beans.query(entities -> entities.createQuery("update User u set u.locked = true where u.id = :id")
                .setParameter("id", user.id())
                .executeUpdate());

        assertThat(find(token)).isEmpty();
        assertThat(introspect(token)).isEmpty();
        assertThat(renew(opened)).isEmpty();
    }

    @Test
    void aTokenOfAnotherNameOpensNothing() {
        SignedInUser opened = open();

        String token = beans.call(
                AccessTokens.class,
                tokens -> tokens.sign(session(opened), "somebody.else").value());

        assertThat(find(token)).isEmpty();
    }

    @Test
    void aTokenOfASessionThatIsNotThereOpensNothing() {
        LoginSession never = new LoginSession(
                Logins.of(user.id(), user.userName(), "attempt", beans.clock().instant()),
                beans.clock().instant(),
                new SessionRules(LIFE, IDLE).life());

        String token = beans.call(
                AccessTokens.class,
                tokens -> tokens.sign(never, user.userName()).value());

        assertThat(find(token)).isEmpty();
    }

    @Test
    void openSessionsAreListedTheOldestFirstAndTheAskingOneIsMarked() {
        SignedInUser first = open();
        beans.clock().pass(Duration.ofMinutes(1));
        SignedInUser second = open();
        SignedIn.add(beans);

        List<SessionView> views = listOpen(second);

        assertThat(views).extracting(SessionView::id).containsExactly(first.sessionId(), second.sessionId());
        assertThat(views).extracting(SessionView::current).containsExactly(false, true);
        assertThat(views).extracting(SessionView::clientKind).containsOnly("PORTAL");
        assertThat(views).extracting(SessionView::factor).containsOnly("SMS");
        assertThat(views).extracting(SessionView::scope).containsOnly(SessionScope.FULL);
        assertThat(views.get(1).createdAt()).isEqualTo(beans.clock().instant());
    }

    @Test
    void introspectionGivesTheClaims() {
        SignedInUser opened = open();

        String claims = introspect(token(opened)).orElseThrow();

        assertThat(claims).contains("\"sub\":\"" + user.userName() + "\"", "\"sid\":\"" + opened.sessionId() + "\"");
    }

    @Test
    void whoFollowsSomethingDoesSoAsLongAsTheSessionLives() {
        SignedInUser idle = open();
        SignedInUser ended = open();
        assertThat(isAlive(ended)).isTrue();

        end(ended, ended.sessionId());
        assertThat(isAlive(ended)).isFalse();
        beans.clock().pass(IDLE.minusMillis(1));
        assertThat(isAlive(idle)).isTrue();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(isAlive(idle)).as("following keeps it from nothing").isFalse();
        SignedInUser next = open();
        Users.lock(beans, user.id());

        assertThat(isAlive(next)).isFalse();
    }

    private boolean isAlive(SignedInUser caller) {
        return beans.call(Sessions.class, sessions -> sessions.isAlive(caller));
    }

    private String attempt() {
        return beans.query(entities ->
                Attempts.addWithoutNumber(entities, user.id(), beans.clock().instant()));
    }

    private SignedInUser open() {
        return open(user);
    }

    private SignedInUser open(User owner) {
        return beans.query(
                entities -> SignedIn.add(entities, owner, beans.clock().instant()));
    }

    private String token(SignedInUser opened) {
        return beans.call(
                AccessTokens.class,
                tokens -> tokens.sign(session(opened), opened.userName()).value());
    }

    private LoginSession session(SignedInUser opened) {
        return beans.query(entities -> new SessionStore(entities)
                .findWithUser(opened.sessionId())
                .orElseThrow()
                .session());
    }

    private Optional<SignedInUser> find(String token) {
        return beans.call(Sessions.class, sessions -> sessions.findUser(token, Activity.COUNTS));
    }

    private Optional<String> introspect(String token) {
        return beans.call(Sessions.class, sessions -> sessions.introspect(token));
    }

    private Optional<AccessToken> renew(SignedInUser opened) {
        return beans.call(Sessions.class, sessions -> sessions.renew(opened));
    }

    private List<SessionView> listOpen(SignedInUser opened) {
        return beans.call(Sessions.class, sessions -> sessions.listOpen(opened));
    }

    private boolean end(SignedInUser caller, String id) {
        return beans.call(Sessions.class, sessions -> sessions.end(caller, id));
    }
}
