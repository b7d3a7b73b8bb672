package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditTrail;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody holds a phone that is not his, and looks for its PIN with accounts of his own. */
@Timeout(120)
class WrongPinsTest {

    private static final String WRONG = "9c+04";
    private static final int MOST = 10;

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);

    @Test
    void tenWrongOnesAreAllThatAPhoneComparesWithinAnHourWhoeverIsAdded() {
        Phone phone = new Phone(beans);
        User owner = owner(phone);
        missFiveTimes(phone);
        missFiveTimes(phone);
        BegunActivation begun = begin(SignedIn.add(beans));

        ActivationOutcome<Activated> held = phone.activate(begun);

        assertThat(reason(held)).as("the right one").isEqualTo(Reason.TOO_MANY);
        assertThat(((Refused<?>) held).refusal().retryAfter()).contains(Duration.ofHours(1));
        assertThat(((Refused<?>) held).refusal().triesLeft()).isEmpty();
        assertThat(reason(phone.twin().withPin(WRONG).activate(begun)))
                .as("a wrong one")
                .isEqualTo(Reason.TOO_MANY);
        assertThat(lockedUntil(owner)).as("of whom the phone is").isEmpty();
        beans.clock().pass(Duration.ofHours(1));
        granted(phone.activate(begin(SignedIn.add(beans))));
    }

    @Test
    void wrongOnesOfAnotherPhoneHoldNone() {
        Phone phone = new Phone(beans);
        owner(phone);
        missFiveTimes(phone);
        missFiveTimes(phone);
        Phone other = new Phone(beans);
        owner(other);

        granted(other.activate(begin(SignedIn.add(beans))));
    }

    @Test
    void theyCountWithTheOtherFailuresOfWhoeverIsAdded() {
        beans.set("countersign.activation.wrong-pins-per-hour", "100");
        Phone phone = new Phone(beans);
        owner(phone);
        SignedInUser added = SignedIn.add(beans);
        missFiveTimes(phone, added);
        missFiveTimes(phone, added);

        ActivationOutcome<Activated> outcome = phone.activate(begin(added));

        assertThat(((NotLetIn<?>) outcome).refusal().reason()).isEqualTo(dev.countersign.login.Reason.LOCKED);
        granted(phone.activate(begin(SignedIn.add(beans))));
    }

    /** Whoever reads the reference of the refusal to the help desk is found. */
    @Test
    void whoIsLockedOutStandsInTheAuditOnceAnHour() {
        beans.set("countersign.activation.wrong-pins-per-hour", "100");
        Phone phone = new Phone(beans);
        owner(phone);
        SignedInUser added = SignedIn.add(beans);
        missFiveTimes(phone, added);
        missFiveTimes(phone, added);
        BegunActivation begun = begin(added);

        phone.activate(begun);
        phone.activate(begun);

        assertThat(AuditTrail.of(beans, added.userId())).containsOnlyOnce("ACTIVATION LOCKED");
    }

    /** Whoever knows a name alone closes the lane of strangers, and no session. */
    @Test
    void whoeverIsLockedOutByStrangersActivatesInHisSession() {
        User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        moving.wrongPasswords(user, 10);
        assertThat(lockedUntil(user)).isPresent();

        granted(new Phone(beans).activate(begin(caller)));
    }

    @Test
    void whoHasNotTheTokenOfThePhoneLearnsNothingOfIt() {
        Phone phone = new Phone(beans);
        owner(phone);
        missFiveTimes(phone);
        missFiveTimes(phone);

        assertThat(reason(phone.twin().withToken("x".repeat(43)).activate(begin(SignedIn.add(beans)))))
                .isEqualTo(Reason.INSTALLATION);
    }

    /** A recovery makes an installation of its own, and has to know the PIN of the earlier one. */
    @Test
    void thoseOfARecoveryCountForThePhoneWhosePinItIs() {
        Phone phone = new Phone(beans);
        User owner = owner(phone);
        User other = owner(phone);
        missFiveTimes(phone);
        BegunByToken first = beginRecovery(owner);
        for (int i = 0; i < 5; i++) {
            assertThat(reason(moving.claim(first, new Phone(beans).withPin(WRONG), moving.token(first))))
                    .isEqualTo(Reason.PIN_WRONG);
        }
        BegunByToken second = beginRecovery(other);

        assertThat(reason(moving.claim(second, new Phone(beans), moving.token(second))))
                .isEqualTo(Reason.TOO_MANY);
        assertThat(reason(phone.activate(begin(SignedIn.add(beans))))).isEqualTo(Reason.TOO_MANY);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyAtATimeNoMoreAreComparedThanOneAfterTheOther(Database database) throws Exception {
        Beans there = new Beans(database);
        Phone phone = new Phone(there);
        granted(phone.activate(begin(there, SignedIn.add(there))));
        int callers = MOST + 6;
        CyclicBarrier start = new CyclicBarrier(callers);
        List<Callable<Reason>> claims = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            BegunActivation begun = begin(there, SignedIn.add(there));
            Phone twin = phone.twin().withPin(WRONG);
            claims.add(() -> {
                start.await();
                return reason(twin.activate(begun));
            });
        }

        List<Reason> reasons = all(claims);

        assertThat(Collections.frequency(reasons, Reason.PIN_WRONG)).isEqualTo(MOST);
        assertThat(Collections.frequency(reasons, Reason.TOO_MANY)).isEqualTo(callers - MOST);
    }

    private static <T> List<T> all(List<Callable<T>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> call : pool.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private void missFiveTimes(Phone phone) {
        missFiveTimes(phone, SignedIn.add(beans));
    }

    private void missFiveTimes(Phone phone, SignedInUser added) {
        BegunActivation begun = begin(added);
        Phone mistyped = phone.twin().withPin(WRONG);
        for (int i = 0; i < 5; i++) {
            assertThat(reason(mistyped.activate(begun))).isEqualTo(Reason.PIN_WRONG);
        }
    }

    private User owner(Phone phone) {
        User owner = Users.add(beans, Moving.PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, owner.id(), beans.clock().instant()));
        Activations.activate(beans, owner, phone);
        return owner;
    }

    private BegunByToken beginRecovery(User user) {
        moving.later();
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, new Phone(beans)));
        granted(moving.send(begun));
        return begun;
    }

    private Optional<Instant> lockedUntil(User user) {
        return beans.call(Lockout.class, lockout -> lockout.lockedUntil(Lane.ofUser(user.id(), "")));
    }

    private BegunActivation begin(SignedInUser caller) {
        return begin(beans, caller);
    }

    private static BegunActivation begin(Beans beans, SignedInUser caller) {
        return granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
    }
}
