package dev.countersign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Questions to the tables of what was sent; works inside the caller's transaction. The rows come last in the order of locks,
 * behind that of the number: turns by their ids, then one share of the day.
 */
@ApplicationScoped
class BudgetStore {

    /** Turns of prefixes and countries; some share one, which costs a wait and nothing else. */
    private static final int TURNS = 256;

    /** The turn of all who ask for more of the day's budget for a number that nobody has proven to hold. */
    private static final int BUDGET_TURN = TURNS;

    /** Rows among which the day's SMS are divided, so that logins do not queue up at one. */
    static final int SHARES = 16;

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected BudgetStore() {}

    @Inject
    BudgetStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Locks the turns of prefix, country, address and budget until the transaction ends, always in the same order. */
    void lockTurns(Destination to) {
        lock(Stream.concat(
                Stream.of(turn("prefix:" + to.prefix()), turn("country:" + to.country()), BUDGET_TURN),
                addressTurn(to)));
    }

    /** Locks the turn of the address alone. */
    void lockAddressTurn(Destination to) {
        lock(addressTurn(to));
    }

    private static Stream<Integer> addressTurn(Destination to) {
        return Stream.of(to.network()).filter(network -> !network.isEmpty()).map(network -> turn("address:" + network));
    }

    private void lock(Stream<Integer> turns) {
        turns.distinct()
                .sorted()
                .forEach(turn -> entities.createNativeQuery("select id from sms_turn where id = ?1 for update")
                        .setParameter(1, turn)
                        .getSingleResult());
    }

    /** The address as it stands now, made if there is none; its turn must be locked. */
    AddressTally lockAddress(String network, Instant now) {
        AddressTally known = entities.find(AddressTally.class, network, LockModeType.PESSIMISTIC_WRITE);
        return known == null ? add(new AddressTally(network, now)) : known;
    }

    /** The prefix as it stands now, made if there is none; its turn must be locked. */
    PrefixTally lockPrefix(String prefix, Instant now) {
        PrefixTally known = entities.find(PrefixTally.class, prefix, LockModeType.PESSIMISTIC_WRITE);
        return known == null ? add(new PrefixTally(prefix, now)) : known;
    }

    /** The day of a country as it stands now, made if there is none; its turn must be locked. */
    CountryDay lockCountry(String country, BudgetDay day) {
        String id = CountryDay.id(country, day);
        CountryDay known = entities.find(CountryDay.class, id, LockModeType.PESSIMISTIC_WRITE);
        return known == null ? add(new CountryDay(country, day)) : known;
    }

    /** Counts a code of that day as entered. */
    void countProven(String country, BudgetDay day) {
        entities.createNativeQuery("update sms_country_day set proven = proven + 1 where id = ?1 and proven < sent")
                .setParameter(1, CountryDay.id(country, day))
                .executeUpdate();
    }

    /** SMS of the day, those of transactions that have not ended yet left out. */
    long countSpent(BudgetDay day) {
        Object sum = entities.createNativeQuery("select coalesce(sum(sent), 0) from sms_share where epoch_day >= ?1")
                .setParameter(1, day.epochDay())
                .getSingleResult();
        return ((Number) sum).longValue();
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

    /** A day begins with its first SMS. It never ends before the next one began, whatever the clock of a node says. */
    private boolean spendOf(int share, BudgetDay day, long room) {
        return room > 0
                && entities.createNativeQuery("update sms_share set"
                                        + " sent = case when epoch_day < ?1 then 1 else sent + 1 end,"
                                        + " epoch_day = case when epoch_day < ?1 then ?1 else epoch_day end"
                                        + " where id = ?2 and (epoch_day < ?1 or sent < ?3)")
                                .setParameter(1, day.epochDay())
                                .setParameter(2, share)
                                .setParameter(3, room)
                                .executeUpdate()
                        == 1;
    }

    /** Takes the day's alert at so many percent; of many nodes one succeeds. */
    boolean takeAlert(BudgetDay day, int percent) {
        return entities.createNativeQuery("update sms_budget_alert set epoch_day = ?1, percent = ?2 where id = 1"
                                + " and (epoch_day < ?1 or (epoch_day = ?1 and percent < ?2))")
                        .setParameter(1, day.epochDay())
                        .setParameter(2, percent)
                        .executeUpdate()
                == 1;
    }

    /** Countries to which codes were kept back on the day, in the order of the alphabet. */
    List<String> listAlerted(BudgetDay day) {
        return entities.createQuery(
                        "select c from CountryDay c where c.epochDay = :day and c.alerted = :yes order by c.country",
                        CountryDay.class)
                .setParameter("day", day.epochDay())
                .setParameter("yes", true)
                .getResultStream()
                .map(CountryDay::country)
                .toList();
    }

    /** Removes prefixes and addresses that count no more, and days before {@code oldest}. */
    void removeOld(Instant now, BudgetDay oldest) {
        entities.createNativeQuery("delete from sms_prefix where keep_until < ?1")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
        entities.createNativeQuery("delete from sms_address where window_end < ?1")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
        entities.createNativeQuery("delete from sms_country_day where epoch_day < ?1")
                .setParameter(1, oldest.epochDay())
                .executeUpdate();
    }

    private static int turn(String name) {
        return Math.floorMod(name.hashCode(), TURNS);
    }

    private <E> E add(E made) {
        entities.persist(made);
        return made;
    }
}
