package dev.countersign.budget;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.stream.IntStream;

/**
 * The SMS of a day, those of all or those of one client, divided among rows so that logins do not queue up at one. Works inside the
 * caller's transaction, which keeps one of the rows locked at most.
 */
final class DayShares {

    /** Rows among which the SMS are divided. */
    static final int SHARES = 16;

    private final EntityManager entities;
    private final String client;

    private DayShares(EntityManager entities, String client) {
        this.entities = entities;
        this.client = client;
    }

    static DayShares ofAll(EntityManager entities) {
        return new DayShares(entities, "");
    }

    static DayShares ofClient(EntityManager entities, String client) {
        return new DayShares(entities, client);
    }

    /**
     * Counts one SMS of the day in one of the shares, the first one that has room from {@code first} on. Their room adds up to
     * {@code most}.
     *
     * @return whether there was room
     */
    boolean spend(BudgetDay day, int first, int most) {
        return IntStream.range(0, SHARES)
                .map(step -> (first + step) % SHARES)
                .anyMatch(share -> spendOf(share, day, room(share, most)));
    }

    /** The part of {@code most} that a share has. */
    static long room(int share, int most) {
        return (long) most * (share + 1) / SHARES - (long) most * share / SHARES;
    }

    /**
     * A day begins with its first SMS. It never ends before the next one began, though the clock of another node may be behind; one that
     * no clock can have begun yet is over at once.
     */
    private boolean spendOf(int share, BudgetDay day, long room) {
        return room > 0
                && of(
                                        share,
                                        " set sent = case when epoch_day between ?1 and ?4 then sent + 1 else 1 end,"
                                                + " epoch_day = case when epoch_day between ?1 and ?4 then epoch_day else ?1 end"
                                                + " where (epoch_day not between ?1 and ?4 or sent < ?3) and id = ?2")
                                .setParameter(1, day.epochDay())
                                .setParameter(3, room)
                                .setParameter(4, day.latest().epochDay())
                                .executeUpdate()
                        == 1;
    }

    private Query of(int share, String change) {
        Query update = client.isEmpty()
                ? entities.createNativeQuery("update sms_share" + change)
                : entities.createNativeQuery("update sms_client_share" + change + " and client = ?5")
                        .setParameter(5, client);
        return update.setParameter(2, share);
    }
}
