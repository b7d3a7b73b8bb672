package dev.countersign.token;

import dev.countersign.Beans;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.Attempts;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes users with an open session for tests of other features. */
public final class SignedIn {

    private static final SessionRules RULES = new SessionRules(Duration.ofHours(12), Duration.ofMinutes(15));

    private SignedIn() {}

    /** A new user without any number, signed in. */
    public static SignedInUser add(Beans beans) {
        return beans.query(entities -> add(
                entities,
                Users.add(entities, beans.clock().instant()),
                beans.clock().instant()));
    }

    /** A further session of a user. */
    public static SignedInUser add(EntityManager entities, User user, Instant now) {
        LoginSession session = open(entities, user, Attempts.addWithoutNumber(entities, user.id(), now), now);
        return SignedInUser.of(user, session, now, RULES);
    }

    /**
     * A further session of a user.
     *
     * @param factor that opened it, as {@link CurrentSession} says it
     */
    public static SignedInUser again(Beans beans, String factor, SignedInUser known) {
        return again(beans, factor, Optional.empty(), known);
    }

    /** A further session of a user, which this very factor opened. */
    public static SignedInUser again(Beans beans, FactorRef factor, SignedInUser known) {
        return again(beans, factor.kind().name(), Optional.of(factor.id()), known);
    }

    private static SignedInUser again(Beans beans, String factor, Optional<String> factorId, SignedInUser known) {
        Instant now = beans.clock().instant();
        return beans.query(entities -> {
            User user = entities.find(User.class, known.userId());
            String attempt = Attempts.addWithoutNumber(entities, user.id(), now);
            Login login = Logins.of(user.id(), user.userName(), attempt, factor, factorId, now);
            LoginSession session = new LoginSession(login, now, RULES.life());
            new SessionStore(entities).add(session);
            return SignedInUser.of(user, session, now, RULES);
        });
    }

    /** The session that an attempt yields. */
    public static LoginSession open(EntityManager entities, User user, String attempt, Instant now) {
        LoginSession session = new LoginSession(Logins.of(user.id(), user.userName(), attempt, now), now, RULES.life());
        new SessionStore(entities).add(session);
        return session;
    }

    /**
     * The same session, had something else opened it.
     *
     * @param factor as {@link CurrentSession} says it, such as {@code PASSWORD}
     */
    public static SignedInUser openedBy(String factor, SignedInUser user) {
        CurrentSession known = user.session();
        return in(user, factor, known.factorId(), known.weakUntil());
    }

    /** The same session, had this very factor opened it. */
    public static SignedInUser openedBy(FactorRef factor, SignedInUser user) {
        return in(
                user,
                factor.kind().name(),
                Optional.of(factor.id()),
                user.session().weakUntil());
    }

    /** The same session, had what opened it counted as an SMS until then. */
    public static SignedInUser weakened(SignedInUser user, Instant until) {
        CurrentSession known = user.session();
        return in(user, known.factor(), known.factorId(), Optional.of(until));
    }

    private static SignedInUser in(
            SignedInUser user, String factor, Optional<String> factorId, Optional<Instant> weakUntil) {
        CurrentSession known = user.session();
        return new SignedInUser(
                user.userId(),
                user.userName(),
                user.language(),
                user.passwordChangedAt(),
                new CurrentSession(
                        known.id(),
                        known.clientKind(),
                        factor,
                        factorId,
                        known.scope(),
                        known.createdAt(),
                        known.idleEndsAt(),
                        known.endsAt(),
                        weakUntil));
    }

    /** Whether the session was ended by somebody. */
    public static boolean isEnded(Beans beans, SignedInUser user) {
        return beans.query(entities -> new SessionStore(entities)
                .listNotEnded(user.userId(), beans.clock().instant()).stream()
                        .noneMatch(session -> session.id().equals(user.sessionId())));
    }
}
