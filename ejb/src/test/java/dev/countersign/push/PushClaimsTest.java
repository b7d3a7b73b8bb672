package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.announce.Claimed;
import dev.countersign.push.PushClaims.Dispatch;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.LostNotice;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sender takes: never more than it has places for, and never only the dead. */
class PushClaimsTest {

    private final Beans beans = new Beans(Databases.empty("push-claims"));
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Phone phone = new Phone(beans);

    private final UUID enrolment = Activations.activate(beans, user, phone);

    @BeforeEach
    void forgetOtherTests() {
        beans.query(entities -> entities.createQuery("update PushNotice n set n.sending.delivery = :none")
                .setParameter("none", PushDelivery.NONE)
                .executeUpdate());
        beans.query(entities -> entities.createQuery("update PushRequest r set r.sending.delivery = :none")
                .setParameter("none", PushDelivery.NONE)
                .executeUpdate());
    }

    @BeforeEach
    void register() {
        PushServices.register(beans, phone);
    }

    @Test
    void saysThatMoreMayWaitBehindABatchInWhichEverythingIsDead() {
        tell("dead");
        tell("dead");
        beans.clock().pass(Duration.ofDays(2));
        tell("alive");

        Claimed<Dispatch> dead = claim(2);
        assertThat(dead.rows()).isEmpty();
        assertThat(dead.more()).isTrue();

        Claimed<Dispatch> alive = claim(2);
        assertThat(alive.rows())
                .singleElement()
                .extracting(row -> row.notification().title())
                .isEqualTo("alive");
        assertThat(alive.more()).isFalse();
    }

    /** One that nobody can be told any more would else keep all others from going out, for as long as it is the oldest. */
    @Test
    void leavesOutWhatEndsWithinASecond() {
        AskedPhone.ask(beans, user, enrolment, true, Duration.ofMillis(3999));
        beans.clock().pass(Duration.ofSeconds(3));

        assertThat(claim(3).rows()).isEmpty();
    }

    @Test
    void takesNoMoreThanItIsTold() {
        tell("one");
        tell("two");
        tell("three");

        assertThat(claim(2).rows()).hasSize(2);
        Claimed<Dispatch> last = claim(2);
        assertThat(last.rows()).hasSize(1);
        assertThat(last.more()).isFalse();
    }

    /** One that somebody moved between two rows opens for neither: its phone is as good as not there. */
    @Test
    void anAddressThatDoesNotOpenHoldsUpNobodyElse() {
        User other = Users.add(beans, "secret2", Account.OPEN);
        Phone spoilt = new Phone(beans);
        Activations.activate(beans, other, spoilt);
        PushServices.register(beans, spoilt);
        tell(other, "spoilt");
        tell("good");
        PushServices.move(beans, phone, spoilt);

        Claimed<Dispatch> claimed = claim(2);

        assertThat(claimed.rows())
                .singleElement()
                .extracting(row -> row.notification().title())
                .isEqualTo("good");
        assertThat(claim(2).more()).as("the other one is given up").isFalse();
        assertThat(reach(spoilt)).isEqualTo(NotificationHealth.Reach.REJECTED);
    }

    /** A push service that is down for half an hour costs nobody his notices. */
    @Test
    void aNoticeIsSentAgainWithPausesThatDoubleForAsLongAsItLives() {
        tell(user, Kind.PASSWORD_CHANGED, "late");
        for (long pause = 5; pause < 1800; pause *= 2) {
            fail();
            isSentAgainAfter(Duration.ofSeconds(pause));
        }
        fail();
        isSentAgainAfter(Duration.ofMinutes(30));

        note(only(claim(1)), PushOutcome.sent());

        assertThat(beans.fired(LostNotice.class)).isEmpty();
    }

    @Test
    void aNoticeThatNobodyTookInItsLifeIsLost() {
        Instant made = beans.clock().instant();
        tell(user, Kind.PASSWORD_CHANGED, "lost");
        beans.clock().pass(Duration.ofHours(24).minusMinutes(5));
        note(only(claim(1)), PushOutcome.busy(Optional.of(Duration.ofMinutes(4)), "429"));
        assertThat(beans.fired(LostNotice.class)).isEmpty();
        beans.clock().pass(Duration.ofMinutes(4));

        note(only(claim(1)), PushOutcome.busy(Optional.of(Duration.ofMinutes(1)), "429"));

        assertThat(beans.fired(LostNotice.class)).containsExactly(lost(Kind.PASSWORD_CHANGED, made));
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(claim(1).rows()).isEmpty();
        assertThat(beans.fired(LostNotice.class)).hasSize(1);
    }

    /** No other channel has told it, and what it tells of is over soon. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LOGIN", "RESET_BEGUN"})
    void oneThatIsTheOnlyOneIsLostAfterTenMinutes(Kind kind) {
        Instant made = beans.clock().instant();
        tell(user, kind, "soon");
        beans.clock().pass(Duration.ofMinutes(9));
        note(only(claim(1)), PushOutcome.busy(Optional.of(Duration.ofSeconds(59)), "429"));
        assertThat(beans.fired(LostNotice.class)).isEmpty();
        beans.clock().pass(Duration.ofSeconds(59));

        note(only(claim(1)), PushOutcome.busy(Optional.of(Duration.ofSeconds(1)), "429"));

        assertThat(beans.fired(LostNotice.class)).containsExactly(lost(kind, made));
    }

    @Test
    void aNoticeToAPhoneThatItsServiceKnowsNoMoreIsLostAtOnceAndSoIsTheNextOne() {
        Instant made = beans.clock().instant();
        tell("dead");
        tell("next");

        note(only(claim(1)), PushOutcome.dead("410"));
        assertThat(claim(1).rows()).isEmpty();

        assertThat(beans.fired(LostNotice.class)).containsExactly(lost(Kind.LOGIN, made), lost(Kind.LOGIN, made));
    }

    /** Whoever was slower has nothing to say any more. */
    @Test
    void aNoticeIsLostOnce() {
        tell("slow");
        Dispatch slow = only(claim(1));
        beans.clock().pass(Duration.ofMinutes(1));
        note(only(claim(1)), PushOutcome.refused("403"));

        note(slow, PushOutcome.refused("403"));

        assertThat(beans.fired(LostNotice.class)).hasSize(1);
    }

    /** Somebody waits for it at the login screen. */
    @Test
    void aRequestIsSentThreeTimes() {
        AskedPhone.ask(beans, user, enrolment, true, Duration.ofMinutes(3));
        fail();
        isSentAgainAfter(Duration.ofSeconds(5));
        fail();
        isSentAgainAfter(Duration.ofSeconds(10));
        fail();
        beans.clock().pass(Duration.ofMinutes(2));

        assertThat(claim(1).rows()).isEmpty();
    }

    /** Or another node would send it while the first one still waits, and count for two of its sends. */
    @ParameterizedTest
    @CsvSource({"PT3S,PT5S,PT28S", "PT1M,PT1M,PT5M5S", "PT0.1S,PT0.1S,PT5.5S"})
    void nobodyElseTakesWhatAPushServiceMayStillAnswer(String connect, String answer, Duration lease) {
        beans.set("countersign.push.connect-timeout", connect).set("countersign.push.answer-timeout", answer);
        tell("slow");
        claim(1);

        beans.clock().pass(lease.minusMillis(1));
        assertThat(claim(1).rows()).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(claim(1).rows()).hasSize(1);
    }

    /** Else one that is never asked a challenge would not sign up again. */
    @Test
    void theAppIsAskedForANewAddressAsSoonAsItsServiceKnowsTheOldOneNoMore() {
        assertThat(renewalDue()).isFalse();
        tell("dead");

        note(only(claim(1)), PushOutcome.dead("410"));

        assertThat(renewalDue()).isTrue();
        PushServices.register(beans, phone);
        assertThat(renewalDue()).isFalse();
    }

    private boolean renewalDue() {
        return beans.<PushDesk, Optional<PushDesk.Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), phone.token()))
                .orElseThrow()
                .renewalDue();
    }

    private LostNotice lost(Kind kind, Instant made) {
        return new LostNotice(user.id(), kind, Optional.of(Channel.SMS), made);
    }

    /** What is due fails. */
    private void fail() {
        note(only(claim(1)), PushOutcome.failed(Optional.empty(), "503"));
    }

    /** Passes the pause; leaves it unclaimed. */
    private void isSentAgainAfter(Duration pause) {
        beans.clock().pass(pause.minusMillis(1));
        assertThat(claim(1).rows()).as("before " + pause).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));
    }

    private static Dispatch only(Claimed<Dispatch> claimed) {
        assertThat(claimed.rows()).hasSize(1);
        return claimed.rows().get(0);
    }

    private void note(Dispatch dispatch, PushOutcome outcome) {
        beans.run(PushClaims.class, claims -> claims.note(dispatch, outcome));
    }

    private NotificationHealth.Reach reach(Phone of) {
        return beans.call(
                NotificationStore.class,
                (NotificationStore store) -> store.health(of.installation()).reach());
    }

    private void tell(String title) {
        tell(user, title);
    }

    private void tell(User to, String title) {
        tell(to, Kind.LOGIN, title);
    }

    private void tell(User to, Kind kind, String title) {
        beans.<PushNotices, Boolean>call(
                PushNotices.class,
                notices -> notices.tell(SecurityEvent.of(to.id(), kind).by(Channel.SMS), title, "Body"));
    }

    private Claimed<Dispatch> claim(int most) {
        return beans.call(PushClaims.class, (PushClaims claims) -> claims.claim(most));
    }
}
