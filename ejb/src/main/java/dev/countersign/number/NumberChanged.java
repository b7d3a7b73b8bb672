package dev.countersign.number;

import dev.countersign.factor.FactorKind;
import java.util.Optional;

/**
 * A user's numbers changed; whoever has to tell him, or to bind or end what hangs on the number, observes it in the transaction, where
 * the user's row is locked.
 *
 * @param numberId the number that changed
 * @param formerNumberId the number that login codes went to before, or the removed one: a notice goes there; empty where the verified
 *     number is the first one
 * @param provenBy the kind of factor that was proven for the number before it was verified; empty where the user had none to prove, and
 *     for the other kinds of change
 */
public record NumberChanged(
        long userId, String numberId, Kind kind, Optional<String> formerNumberId, Optional<FactorKind> provenBy) {

    /** What happened to the number. */
    public enum Kind {
        /** It was verified, beside another one or as the first. */
        VERIFIED,
        /** Login codes go to it from now on. */
        DEFAULT,
        REMOVED
    }

    /** A change for which nothing was proven, or of which that does not matter. */
    public NumberChanged(long userId, String numberId, Kind kind, Optional<String> formerNumberId) {
        this(userId, numberId, kind, formerNumberId, Optional.empty());
    }
}
