package dev.countersign.helpdesk;

import dev.countersign.Beans;
import java.util.List;

/** What was kept of the checks of callers, for tests. */
public final class KeptChecks {

    private KeptChecks() {}

    /** Of a user, the oldest first: the elements in their order, each with a plus or a minus. */
    public static List<String> of(Beans beans, long userId) {
        return beans.query(entities -> entities.createQuery(
                        "select c from StoredCheck c where c.userId = :user order by c.checkedAt", StoredCheck.class)
                .setParameter("user", userId)
                .getResultStream()
                .map(StoredCheck::answers)
                .toList());
    }
}
