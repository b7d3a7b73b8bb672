package dev.countersign.ownfactor;

import dev.countersign.factor.Factors;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/** Locks whoever a factor's end concerns: its user, and those who log in with the same card. Works inside the caller's transaction. */
@ApplicationScoped
class FactorLocks {

    @Inject
    private Factors factors;

    @Inject
    private UserStore users;

    /** Locks the rows in the order of their ids, so that two who end one card wait for each other in one direction. */
    User lock(long userId, String factorId) {
        Stream<Long> beside =
                factors.findOwn(userId, factorId).flatMap(factor -> factors.findRemovable(factor.kind())).stream()
                        .flatMap(source -> source.usersBeside(factorId));
        Stream.concat(Stream.of(userId), beside).distinct().sorted().forEach(users::lockUser);
        return users.getUser(userId);
    }
}
