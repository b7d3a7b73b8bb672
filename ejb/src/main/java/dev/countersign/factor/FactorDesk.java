package dev.countersign.factor;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user sees of his factors; a transaction each. */
@Stateless
public class FactorDesk {

    @Inject
    private Factors factors;

    /**
     * A factor in the list of its user.
     *
     * @param asked whether logins ask for it: something weaker is not asked for while there is something that is made to stay
     * @param lastUsed when it completed a login last; empty if it has not yet
     */
    public record ListedFactor(OwnedFactor factor, boolean asked, Optional<Instant> lastUsed) {}

    /** What the user can prove himself with: first what logins ask for, the default before all others. */
    public List<ListedFactor> list(long userId) {
        Map<String, Instant> uses = factors.lastUses(userId);
        List<OwnedFactor> all = factors.listAll(userId);
        List<OwnedFactor> usable = factors.usable(userId, all);
        return Stream.concat(usable.stream(), all.stream().filter(factor -> !usable.contains(factor)))
                .map(factor -> new ListedFactor(
                        factor,
                        usable.contains(factor),
                        Optional.ofNullable(uses.get(factor.ref().id()))))
                .toList();
    }
}
