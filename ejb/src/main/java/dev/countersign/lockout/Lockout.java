package dev.countersign.lockout;

import dev.countersign.policy.Limits;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts failures and tells whether a lane is open; works inside the caller's transaction. A failure is counted under a lock
 * before its verdict is told, so that no number of parallel tries gets more verdicts than the rule allows: a try that finds
 * its lane closed by then gets no verdict, right or wrong.
 */
@ApplicationScoped
public class Lockout {

    private FailureStore store;
    private AddressRule addresses;
    private Event<SecurityEvent> events;
    private Clock clock;

    /** Failures of one address within a window, after which its tries are not looked at. */
    record AddressRule(int failures, Duration window) {

        private static final int MOST = 100;

        AddressRule {
            if (failures < 1 || failures > MOST) {
                throw new IllegalArgumentException("countersign.login.address-failures is 1 to " + MOST);
            }
        }
    }

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Lockout() {}

    @Inject
    Lockout(
            FailureStore store,
            @ConfigProperty(name = "countersign.login.address-failures", defaultValue = "20") int addressFailures,
            @ConfigProperty(name = "countersign.login.address-window", defaultValue = "PT10M") Duration addressWindow,
            Event<SecurityEvent> events,
            Clock clock) {
        this.store = store;
        this.addresses = new AddressRule(addressFailures, addressWindow);
        this.events = events;
        this.clock = clock;
    }

    /** Whether a password typed in this lane is looked at. A recognised device is not throttled with its address. */
    public Standing passwordStanding(Lane lane, String address) {
        Instant now = clock.instant();
        Lane network = Lane.ofAddress(address);
        List<FailureRecord> records = store.listRecords(lane, lane.factor(), network);
        return records.stream()
                .filter(record -> record.isOf(network) && lane.device().isEmpty())
                .map(record -> record.freeAgain(now, addresses.window(), addresses.failures()))
                .filter(now::isBefore)
                .findFirst()
                .map(Standing::throttled)
                .orElseGet(() -> closedUntil(records, now).map(Standing::locked).orElse(Standing.OPEN));
    }

    /**
     * Whether a password that was right gets its verdict: the same once the failures of the lane before it are counted. The turn of the
     * lane is taken until the transaction ends; the user's row is locked before. Without it a right guess would overtake the wrong ones that
     * wait to be counted, and no number of these would close the lane before it. Those that come from one address wait for none of each other.
     */
    public Standing lockAndFindStanding(Lane lane, String address) {
        store.lockTurns(lane);
        return passwordStanding(lane, address);
    }

    /**
     * Takes the turn of the lane until the transaction ends. Whoever locks what several users share, such as a card, and may have to count a
     * failure behind that, takes it before: it is the order of logins.
     */
    public void takeTurn(Lane lane) {
        store.lockTurns(lane);
    }

    /** When tries from this address are looked at again; empty while they are. */
    public Optional<Instant> throttledUntil(String address) {
        Instant now = clock.instant();
        return Optional.of(store.freeAgain(Lane.ofAddress(address), addresses.window(), addresses.failures(), now))
                .filter(now::isBefore);
    }

    /**
     * The same as it stands once everybody else's failure is counted. The address's turn is taken until the transaction ends, so that no
     * number of parallel tries gets more looks than the rule allows.
     */
    public Optional<Instant> lockAndFindThrottled(String address) {
        Lane network = Lane.ofAddress(address);
        store.lockTurns(network);
        Instant now = clock.instant();
        return store.findLocked(network)
                .map(record -> record.freeAgain(now, addresses.window(), addresses.failures()))
                .filter(now::isBefore);
    }

    /** Counts a failure that is nobody's but the address's; its turn was taken in this transaction. */
    public void addressFailed(String address) {
        Lane network = Lane.ofAddress(address);
        Instant now = clock.instant();
        store.lockRecord(network, now).fail(now, addresses.window(), addresses.failures());
    }

    /** Until when the lane is closed, by its own failures or by wrong answers to the factor; empty while it is open. */
    public Optional<Instant> lockedUntil(Lane lane) {
        return closedUntil(store.listRecords(lane, lane.factor()), clock.instant());
    }

    /**
     * Counts a wrong password.
     *
     * @return where the lane stood before: the verdict is told only if it was open
     */
    public Standing passwordFailed(Lane lane, String address, Limits limits) {
        Instant now = clock.instant();
        Lane network = Lane.ofAddress(address);
        store.lockTurns(lane, network);
        Standing standing = passwordStanding(lane, address);
        if (standing.isOpen()) {
            LockRule rule = LockRule.of(limits);
            FailureRecord failures = store.lockRecord(lane, now);
            failures.fail(now, rule.time(), rule.failures());
            int wrongAnswers = store.findRecord(lane.factor())
                    .map(record -> record.failures(now, rule.time()))
                    .orElse(0);
            failures.closeIfFull(now, rule, wrongAnswers);
            store.lockRecord(network, now).fail(now, addresses.window(), addresses.failures());
        }
        return standing;
    }

    /**
     * Counts a wrong answer to the second factor; enough of them close all lanes of the user, who hears of it. With fewer close this lane, and that
     * of strangers, where their own failures make up the rest.
     *
     * @return whether it closed a lane, which the caller records
     */
    public boolean factorFailed(Lane lane, Limits limits) {
        Instant now = clock.instant();
        LockRule rule = LockRule.of(limits);
        store.lockTurns(lane);
        FailureRecord wrongAnswers = store.lockRecord(lane.factor(), now);
        boolean wasOpen = wrongAnswers.closedUntil(now).isEmpty();
        wrongAnswers.fail(now, rule.time(), rule.failures());
        wrongAnswers.closeIfFull(now, rule, 0);
        if (wasOpen && wrongAnswers.closedUntil(now).isPresent()) {
            events.fire(SecurityEvent.of(lane.userId(), SecurityEvent.Kind.LOCKED));
        }
        FailureRecord own = store.lockRecord(lane, now);
        own.noteWrongAnswer(now, rule);
        Stream<FailureRecord> strangers =
                lane.device().isEmpty() ? Stream.empty() : store.findLocked(lane.withoutDevice()).stream();
        List<FailureRecord> open = Stream.concat(Stream.of(own), strangers)
                .filter(record -> record.closedUntil(now).isEmpty())
                .toList();
        int answers = wrongAnswers.failures(now, rule.time());
        open.forEach(record -> record.closeIfFull(now, rule, answers));
        return Stream.concat(Stream.of(wrongAnswers), open.stream())
                .anyMatch(record -> record.closedUntil(now).isPresent());
    }

    /** A login in this lane is complete by the password alone: its failures count no more, wrong answers to the factor do. */
    public void completedByPassword(Lane lane) {
        forget(lane, FailureRecord::forgetFailures);
    }

    /**
     * A login in this lane is complete: its failures count no more, and neither do the wrong answers that were given in it. Those of other
     * lanes do: whoever gave them is perhaps not the one who has logged in.
     */
    public void completed(Lane lane) {
        forget(lane, own -> {
            store.findLocked(lane.factor())
                    .filter(all -> all.forgetAnswersOf(own))
                    .ifPresent(store::remove);
            store.remove(own);
        });
    }

    /** Who has nothing to forget waits for nobody: a failure that is being counted meanwhile is one that came after the login. */
    private void forget(Lane lane, Consumer<FailureRecord> removal) {
        if (store.findRecord(lane).isPresent()) {
            store.lockTurns(lane);
            store.findLocked(lane).ifPresent(removal);
        }
    }

    /** Opens all lanes of a user. */
    public void unlock(long userId) {
        Lane lane = Lane.ofUser(userId, "");
        store.lockTurns(lane);
        store.removeAll(lane);
    }

    private static Optional<Instant> closedUntil(List<FailureRecord> records, Instant now) {
        return records.stream()
                .flatMap(record -> record.closedUntil(now).stream())
                .max(Comparator.naturalOrder());
    }
}
