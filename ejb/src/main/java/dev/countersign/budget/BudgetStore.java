package dev.countersign.budget;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Questions to the tables of what was sent; works inside the caller's transaction. The rows come last in the order of locks,
 * behind that of the number: turns by their ids, then one share of the client, then one of the day.
 */
@ApplicationScoped
class BudgetStore {

    /** Turns of prefixes and countries; some share one, which costs a wait and nothing else. */
    private static final int TURNS = 256;

    /** The turn of all who ask for more of the day's budget for a number that nobody has proven to hold. */
    private static final int BUDGET_TURN = TURNS;

    /** The turn of all who make the rows of a client. It comes behind the rows of the others, and before shares. */
    private static final int CLIENT_TURN = TURNS + 1;

    private static final OldRows OLD_PREFIXES = new OldRows("sms_prefix", "prefix", "keep_until");
    private static final OldRows OLD_ADDRESSES = new OldRows("sms_address", "network", "window_end");

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
        return Stream.of(to.asker().network())
                .filter(network -> !network.isEmpty())
                .map(network -> turn("address:" + network));
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

    /** What was asked for from an address within an hour that is not over. */
    Optional<AddressTally> findAddress(String network, Instant now) {
        return Optional.ofNullable(entities.find(AddressTally.class, network)).filter(tally -> !tally.isOver(now));
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

    /** Has a code of a country's day, by its id, count no more; should the country close again, that is told again. */
    void uncount(String countryDay) {
        entities.createNativeQuery(
                        "update sms_country_day set sent = sent - 1, alerted = false where id = ?1 and proven < sent")
                .setParameter(1, countryDay)
                .executeUpdate();
    }

    /** SMS of the day, those of transactions that have not ended yet left out. */
    long countSpent(BudgetDay day) {
        Object sum = entities.createNativeQuery(
                        "select coalesce(sum(sent), 0) from sms_share where epoch_day between ?1 and ?2")
                .setParameter(1, day.epochDay())
                .setParameter(2, day.latest().epochDay())
                .getSingleResult();
        return ((Number) sum).longValue();
    }

    /** The same of what one client has asked for. */
    long countSpent(String client, BudgetDay day) {
        Object sum = entities.createNativeQuery("select coalesce(sum(sent), 0) from sms_client_share where client = ?1"
                        + " and epoch_day between ?2 and ?3")
                .setParameter(1, client)
                .setParameter(2, day.epochDay())
                .setParameter(3, day.latest().epochDay())
                .getSingleResult();
        return ((Number) sum).longValue();
    }

    /**
     * Counts one SMS of the day, in the share {@code first} if that has room.
     *
     * @return whether the day had room among its {@code most}
     */
    boolean spend(BudgetDay day, int first, int most) {
        return DayShares.ofAll(entities).spend(day, first, most);
    }

    /** The same with what one client has asked for. */
    boolean spend(String client, BudgetDay day, int first, int most) {
        DayShares shares = DayShares.ofClient(entities, client);
        return shares.spend(day, first, most) || (enter(client) && shares.spend(day, first, most));
    }

    /** Makes the rows of a client that has none; false if it has. */
    private boolean enter(String client) {
        if (isKnown(client)) {
            return false;
        }
        lock(Stream.of(CLIENT_TURN));
        return isKnown(client)
                || entities.createNativeQuery("insert into sms_client_share (client, id, epoch_day, sent, alerted_day)"
                                        + " select ?1, id, 0, 0, 0 from sms_share")
                                .setParameter(1, client)
                                .executeUpdate()
                        > 0;
    }

    private boolean isKnown(String client) {
        Object rows = entities.createNativeQuery("select count(*) from sms_client_share where client = ?1")
                .setParameter(1, client)
                .getSingleResult();
        return ((Number) rows).longValue() > 0;
    }

    /**
     * Takes the day's alert about a client; of many nodes one succeeds. It waits for nobody: whoever was kept back may hold shares that were
     * full when their turn came, and others who hold this row may wait for those. Who is kept back next tells it then.
     */
    boolean takeAlert(String client, BudgetDay day) {
        boolean free = !entities.createNativeQuery("select id from sms_client_share where client = ?2 and id = 0"
                        + " and alerted_day not between ?1 and ?3 for update skip locked")
                .setParameter(1, day.epochDay())
                .setParameter(2, client)
                .setParameter(3, day.latest().epochDay())
                .getResultList()
                .isEmpty();
        return free
                && entities.createNativeQuery("update sms_client_share set alerted_day = ?1"
                                        + " where client = ?2 and id = 0 and alerted_day not between ?1 and ?3")
                                .setParameter(1, day.epochDay())
                                .setParameter(2, client)
                                .setParameter(3, day.latest().epochDay())
                                .executeUpdate()
                        == 1;
    }

    /** Clients that were kept back on the day, in the order of the alphabet. */
    List<String> listHeldClients(BudgetDay day) {
        List<?> clients = entities.createNativeQuery(
                        "select client from sms_client_share where alerted_day = ?1 order by client")
                .setParameter(1, day.epochDay())
                .getResultList();
        return clients.stream().map(Object::toString).toList();
    }

    /** Takes the day's alert of a level; of many nodes one succeeds. */
    boolean takeAlert(BudgetLevel level, BudgetDay day) {
        return entities.createNativeQuery("update sms_budget_alert set epoch_day = ?1, percent = ?2 where id = ?3"
                                + " and (epoch_day not between ?1 and ?4 or (epoch_day = ?1 and percent < ?2))")
                        .setParameter(1, day.epochDay())
                        .setParameter(2, level.percent())
                        .setParameter(3, level.row())
                        .setParameter(4, day.latest().epochDay())
                        .executeUpdate()
                == 1;
    }

    /** Countries to which codes were kept back on the day, in the order of the alphabet. */
    List<String> listHeldCountries(BudgetDay day) {
        return entities.createQuery(
                        "select c from CountryDay c where c.epochDay = :day and c.alerted = :yes order by c.country",
                        CountryDay.class)
                .setParameter("day", day.epochDay())
                .setParameter("yes", true)
                .getResultStream()
                .map(CountryDay::country)
                .toList();
    }

    /** Removes so many prefixes that count no more, and says how many. */
    int removeOldPrefixes(Instant now, int most) {
        return OLD_PREFIXES.remove(entities, now, most);
    }

    /** The same with addresses. */
    int removeOldAddresses(Instant now, int most) {
        return OLD_ADDRESSES.remove(entities, now, most);
    }

    /**
     * Removes the days of countries before {@code oldest}, of which there are as many as countries, and those that no clock can have begun
     * yet on {@code today}: else they would count when they come.
     */
    void removeDays(BudgetDay oldest, BudgetDay today) {
        entities.createNativeQuery("delete from sms_country_day where epoch_day not between ?1 and ?2")
                .setParameter(1, oldest.epochDay())
                .setParameter(2, today.latest().epochDay())
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
