package dev.countersign.sms;

import dev.countersign.budget.Held;
import dev.countersign.time.ClockSkew;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.NewUser.NewNumber;
import dev.countersign.user.NumberBook;
import dev.countersign.user.UserView.NumberView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Questions to the tables of numbers; works inside the caller's transaction. */
@ApplicationScoped
public class MobileNumbers implements NumberBook {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected MobileNumbers() {}

    @Inject
    MobileNumbers(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void enter(long userId, List<NewNumber> numbers, Instant now) {
        Optional<NewNumber> first = numbers.stream().filter(NewNumber::verified).findFirst();
        for (NewNumber number : numbers) {
            E164Number e164 = new E164Number(number.e164());
            boolean isDefault = Optional.of(number).equals(first);
            entities.persist(new MobileNumber(userId, e164, number.verified(), isDefault, now));
            enterThrottle(e164.value(), now);
        }
        entities.flush();
    }

    @Override
    public List<NumberView> listNumbers(long userId) {
        return listOwn(userId).stream()
                .map(number -> new NumberView(number.e164(), number.isVerified()))
                .toList();
    }

    /** The numbers that a user has, the oldest first. */
    public List<MobileNumber> listOwn(long userId) {
        return entities.createQuery(
                        "select n from MobileNumber n where n.userId = :user and n.state <> :removed order by n.createdAt, n.e164",
                        MobileNumber.class)
                .setParameter("user", userId)
                .setParameter("removed", NumberState.REMOVED)
                .getResultList();
    }

    /** A number that the user has now. */
    public Optional<MobileNumber> findOwn(long userId, String id) {
        return Optional.ofNullable(entities.find(MobileNumber.class, id))
                .filter(number -> number.userId() == userId && !number.isRemoved());
    }

    /** A number that the user has or had, locked: what he had is not removed for good meanwhile. */
    public Optional<MobileNumber> lockEver(long userId, E164Number number) {
        return entities.createQuery(
                        "select n from MobileNumber n where n.userId = :user and n.e164 = :number", MobileNumber.class)
                .setParameter("user", userId)
                .setParameter("number", number.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Adds a number that a user has entered; the lock of provisioning must be held. */
    public void add(MobileNumber number, Instant now) {
        entities.persist(number);
        enterThrottle(number.e164(), now);
        entities.flush();
    }

    /** One that is there is locked, so that it is not removed as one of nobody. */
    private void enterThrottle(String e164, Instant now) {
        if (findLocked(e164).isEmpty()) {
            entities.persist(new NumberThrottle(e164, now));
        }
    }

    public MobileNumber getNumber(String id) {
        MobileNumber number = entities.find(MobileNumber.class, id);
        if (number == null) {
            throw new IllegalStateException("mobile number " + id + " is gone");
        }
        return number;
    }

    /** The verified number that login codes go to. */
    public Optional<MobileNumber> findDefault(long userId) {
        return entities.createQuery(
                        "select n from MobileNumber n where n.userId = :user and n.defaultNumber = :yes"
                                + " and n.verifiedAt is not null",
                        MobileNumber.class)
                .setParameter("user", userId)
                .setParameter("yes", true)
                .getResultStream()
                .findFirst();
    }

    /**
     * Takes the number's turn for an SMS while its row is locked: of many callers on any number of nodes one succeeds.
     *
     * @param asked what of the rules holds for who asks
     * @param others counts the SMS where other limits look at it, or tells which one keeps it back; asked only if the number
     *     may get it
     */
    Turn takeTurn(String e164, Instant now, SmsRules rules, SmsRules asked, Supplier<Optional<Held>> others) {
        NumberThrottle throttle = findLocked(e164)
                .orElseThrow(() -> new IllegalStateException("a number was entered without its throttle"));
        return throttle.take(now, rules, asked, others);
    }

    private Optional<NumberThrottle> findLocked(String e164) {
        return Optional.ofNullable(entities.find(NumberThrottle.class, e164, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Gives the turn that was taken at a time back, if it still counts. */
    void giveBackTurn(String e164, Instant takenAt, Instant now, SmsRules rules) {
        findLocked(e164).ifPresent(throttle -> throttle.giveBack(takenAt, now, rules));
    }

    /** Lifts the limits of these numbers, once a case of the help desk; how many it lifted. Rows are locked in the order of numbers. */
    public int clearLimits(Collection<String> e164, HelpDeskCase reason, Instant now) {
        return (int) e164.stream()
                .distinct()
                .sorted()
                .flatMap(number -> findLocked(number).stream())
                .filter(throttle -> clearLimits(throttle, reason, now))
                .count();
    }

    /** The row is locked, so of many for one case one does it. */
    private boolean clearLimits(NumberThrottle throttle, HelpDeskCase reason, Instant now) {
        if (isLifted(throttle, reason)) {
            return false;
        }
        entities.createNativeQuery("insert into lifted_sms_limit (e164, case_id, lifted_at) values (?1, ?2, ?3)")
                .setParameter(1, throttle.e164())
                .setParameter(2, reason.id())
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
        throttle.clear(now);
        return true;
    }

    private boolean isLifted(NumberThrottle throttle, HelpDeskCase reason) {
        return !entities.createNativeQuery("select case_id from lifted_sms_limit where e164 = ?1 and case_id = ?2")
                .setParameter(1, throttle.e164())
                .setParameter(2, reason.id())
                .getResultList()
                .isEmpty();
    }

    /**
     * Takes the proof that a number is held by a code of that day (UTC); of many one succeeds, and none for a day before the last. A last
     * day that no clock can have begun yet was noted by one that has been set back since.
     *
     * @param sentAt when the code was sent
     */
    boolean takeProof(String e164, Instant sentAt, Instant now) {
        return entities.createNativeQuery("update number_throttle set proven_day = ?1 where e164 = ?2"
                                + " and (proven_day < ?1 or proven_day > ?3)")
                        .setParameter(1, day(sentAt))
                        .setParameter(2, e164)
                        .setParameter(3, day(ClockSkew.latest(now)))
                        .executeUpdate()
                == 1;
    }

    private static long day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
    }

    /** Whether another user has proven to hold the same number after this one did. */
    boolean isProvenSince(MobileNumber number) {
        return entities.createQuery(
                                "select count(n) from MobileNumber n where n.e164 = :number and n.userId <> :user"
                                        + " and n.state = :verified and n.verifiedAt > :since",
                                Long.class)
                        .setParameter("number", number.e164())
                        .setParameter("user", number.userId())
                        .setParameter("verified", NumberState.VERIFIED)
                        .setParameter("since", number.verifiedAt().orElseThrow())
                        .getSingleResult()
                > 0;
    }

    /** Why the number may get no SMS now, as far as its own limits go; empty where it may. */
    Optional<Turn> findWait(String e164, Instant now, SmsRules rules) {
        return Optional.ofNullable(entities.find(NumberThrottle.class, e164))
                .flatMap(throttle -> throttle.findWait(now, rules));
    }

    /** When the next SMS may go to the number; empty for a number that never got one. */
    Optional<Instant> findNextTurn(String e164, Instant now) {
        return Optional.ofNullable(entities.find(NumberThrottle.class, e164)).map(throttle -> throttle.nextSmsAt(now));
    }
}
