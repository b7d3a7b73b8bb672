package dev.countersign.lockout;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/** The turns in which failures are counted, for tests of other features. */
public final class Turns {

    private Turns() {}

    /** Has the turn of an installation's PIN until the transaction ends. */
    public static void takeOfPin(EntityManager entities, UUID installation) {
        new FailureStore(entities).lockTurns(ofPin(installation));
    }

    /** Whether nobody has the turn of the user. */
    public static boolean isFree(EntityManager entities, long userId) {
        return !entities.createNativeQuery("select id from failure_turn where id = ?1 for update skip locked")
                .setParameter(1, FailureStore.turnOf(Lane.ofUser(userId, "")))
                .getResultList()
                .isEmpty();
    }

    /** Whether the turn of the installation's PIN comes before that of the user. */
    public static boolean isFirst(UUID installation, long userId) {
        return FailureStore.turnOf(ofPin(installation)) < FailureStore.turnOf(Lane.ofUser(userId, ""));
    }

    private static Lane ofPin(UUID installation) {
        return Lane.ofPin(installation.toString());
    }
}
