package dev.countersign.ownfactor;

import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The end of a factor, whoever wants it. Works inside the caller's transaction. */
@ApplicationScoped
public class FactorEnds {

    @Inject
    private EntityManager entities;

    @Inject
    private Factors factors;

    @Inject
    private UserStore users;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private Clock clock;

    /**
     * To begin a transaction with: locks whom it concerns that some of a user's factors end: himself, and those who log in with the same card. In the order of their
     * ids, so that two who end one card wait for each other in one direction.
     */
    public User lock(long userId, Predicate<OwnedFactor> ending) {
        lockConcerned(userId, ending);
        // And whom a card came to be shared with before its owner was locked: nobody does since.
        lockConcerned(userId, ending);
        return users.getUser(userId);
    }

    private void lockConcerned(long userId, Predicate<OwnedFactor> ending) {
        Stream<Long> beside = factors.listAll(userId).stream()
                .filter(ending)
                .flatMap(factor -> factors.findRemovable(factor.kind()).stream()
                        .flatMap(source -> source.usersBeside(factor.ref().id())));
        List<Long> concerned =
                Stream.concat(Stream.of(userId), beside).distinct().sorted().toList();
        // What was read before the locks is read anew.
        entities.clear();
        concerned.forEach(users::lockUser);
    }

    /** Has a factor end, and the logins that wait for it; false if its kind does not end by anybody's will. Those concerned are locked. */
    public boolean end(long userId, OwnedFactor factor, FactorEnd how) {
        Optional<RemovableFactor> source = factors.findRemovable(factor.kind());
        source.ifPresent(kind -> {
            kind.end(factor.ref().id(), how);
            ended.fire(new FactorEnded(userId, factor.ref()));
        });
        return source.isPresent();
    }

    /** Has the numbers that the user has proven until now open nothing any more: a phone of his is in somebody else's hand. He is locked. */
    void losePhone(long userId) {
        factors.losePhone(userId, clock.instant()).forEach(number -> ended.fire(new FactorEnded(userId, number.ref())));
    }
}
