package dev.countersign.factor;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user sees of his factors; a transaction each. */
@Stateless
public class FactorDesk {

    @Inject
    private Factors factors;

    /**
     * A factor in the list of its user.
     *
     * @param lastUsed when it completed a login last; empty if it has not yet
     */
    public record ListedFactor(OwnedFactor factor, Optional<Instant> lastUsed) {}

    /** What the user may log in with now; the default first. */
    public List<ListedFactor> list(long userId) {
        Map<String, Instant> uses = factors.lastUses(userId);
        return factors.listUsable(userId).stream()
                .map(factor -> new ListedFactor(
                        factor, Optional.ofNullable(uses.get(factor.ref().id()))))
                .toList();
    }
}
