package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The present factor asked for inside a session. */
class ConfirmationsTest {

    private static final ConfirmationPurpose PURPOSE = ConfirmationPurpose.PASSWORD_CHANGE;
    private static final Duration PAUSE = Duration.ofMinutes(2);

    /** ESME_RSYSERR (SMPP 3.4 section 5.1.3). */
    private static final int SYSTEM_ERROR = 8;

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @ParameterizedTest
    @EnumSource(ConfirmationPurpose.class)
    void aCodeGoesToTheDefaultNumberAndProvesIt(ConfirmationPurpose purpose) {
        String number = addNumber();

        ConfirmationView view = granted(begin(user, purpose));

        assertThat(view.purpose()).isEqualTo(purpose);
        assertThat(view.question().ref().kind()).isEqualTo(FactorKind.SMS);
        assertThat(view.question().ref().id()).isEqualTo(number);
        assertThat(view.question().factor().label())
                .isEqualTo(beans.query(entities -> Numbers.get(entities, number).masked()));
        assertThat(view.triesLeft()).isEqualTo(5);
        assertThat(view.question().resendAt()).contains(beans.clock().instant().plus(PAUSE));
        assertThat(view.question().expiresAt())
                .isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(10)));
        assertThat(granted(consume(user, purpose, view.id(), Confirming.code(beans, purpose, view.id())))
                        .factor())
                .isEqualTo(new FactorRef(FactorKind.SMS, number));
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("CONFIRMATION_SMS " + purpose, "CONFIRMATION " + purpose);
    }

    /** A jurisdiction that allows fewer means all answers, and not those at logins alone. */
    @Test
    void itBearsNoMoreWrongAnswersThanALogin() {
        addNumber();
        beans.set("countersign.login.tries", "3");

        assertThat(granted(begin(user, PURPOSE)).triesLeft()).isEqualTo(3);
    }

    @Test
    void aConfirmationIsUsedOnce() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        granted(consume(user, PURPOSE, id, code));

        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.OVER);

        assertThat(SentCodes.find(beans, CodePurpose.PASSWORD_CHANGE, id))
                .as("the text is blank")
                .isEmpty();
    }

    @Test
    void itIsWorthNothingInAnotherSessionOrForAnotherPurposeOrUser() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        SignedInUser elsewhere = anotherSession();

        assertThat(reason(consume(elsewhere, PURPOSE, id, code))).isEqualTo(Reason.OVER);
        assertThat(reason(consume(user, ConfirmationPurpose.NUMBER_CHANGE, id, code)))
                .isEqualTo(Reason.OVER);
        assertThat(reason(consume(SignedIn.add(beans), PURPOSE, id, code))).isEqualTo(Reason.OVER);
        assertThat(reason(consume(user, PURPOSE, "nothing", code))).isEqualTo(Reason.OVER);

        granted(consume(user, PURPOSE, id, code));
    }

    @Test
    void fiveWrongCodesEndIt() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        String wrong = Confirming.wrongCode(beans, PURPOSE, id);

        for (int left = 4; left >= 0; left--) {
            ConfirmationRefusal refusal = refusal(consume(user, PURPOSE, id, wrong));
            assertThat(refusal.reason()).isEqualTo(Reason.SMS_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
        }

        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.OVER);
        assertThat(SentCodes.find(beans, CodePurpose.PASSWORD_CHANGE, id)).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).contains("CONFIRMATION SMS_WRONG", "CONFIRMATION OVER");
    }

    @Test
    void wrongCodesCloseTheSessionsLane() {
        addNumber();
        for (int i = 0; i < 2; i++) {
            String id = Confirming.begin(beans, user, PURPOSE);
            String wrong = Confirming.wrongCode(beans, PURPOSE, id);
            for (int j = 0; j < 5; j++) {
                assertThat(reason(consume(user, PURPOSE, id, wrong))).isEqualTo(Reason.SMS_WRONG);
            }
        }
        assertThat(AuditTrail.of(beans, user.userId())).containsOnlyOnce("LOGIN_LANE_CLOSED SESSION");
        beans.clock().pass(Duration.ofHours(1));

        ConfirmationRefusal refusal = refusal(begin(user, PURPOSE));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(23));
        assertThat(reason(consume(user, PURPOSE, "any", "000000"))).isEqualTo(Reason.LOCKED);
    }

    @Test
    void aProofForgetsTheWrongCodesBeforeItInTheSession() {
        addNumber();
        for (int i = 0; i < 3; i++) {
            String id = Confirming.begin(beans, user, PURPOSE);
            String wrong = Confirming.wrongCode(beans, PURPOSE, id);
            for (int j = 0; j < 4; j++) {
                assertThat(reason(consume(user, PURPOSE, id, wrong))).isEqualTo(Reason.SMS_WRONG);
            }
            granted(consume(user, PURPOSE, id, Confirming.code(beans, PURPOSE, id)));
        }
    }

    @Test
    void itsLifeIsTenMinutes() {
        addNumber();
        String early = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, early);

        beans.clock().pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(reason(consume(user, PURPOSE, early, Confirming.wrongCode(beans, PURPOSE, early))))
                .isEqualTo(Reason.SMS_WRONG);
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(consume(user, PURPOSE, early, code))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void theSameCodeComesAgainAfterThePauseWithItsTriesAndItsEnd() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        consume(user, PURPOSE, id, Confirming.wrongCode(beans, PURPOSE, id));

        beans.clock().pass(PAUSE.minusSeconds(1));
        ConfirmationRefusal early = refusal(begin(user, PURPOSE));
        assertThat(early.reason()).isEqualTo(Reason.SMS_COOLDOWN);
        assertThat(early.retryAfter()).contains(Duration.ofSeconds(1));
        beans.clock().pass(Duration.ofSeconds(1));
        ConfirmationView again = granted(begin(user, PURPOSE));

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.triesLeft()).isEqualTo(4);
        assertThat(again.question().expiresAt())
                .isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(8)));
        assertThat(SentCodes.get(beans, CodePurpose.PASSWORD_CHANGE, id)).isEqualTo(code);
        assertThat(SentCodes.count(beans, CodePurpose.PASSWORD_CHANGE, id)).isEqualTo(2);
    }

    /** It would run into the same block until the number's turns were used up. */
    @ParameterizedTest
    @EnumSource(ConfirmationPurpose.class)
    void whatTheCarrierHasBlockedIsNotSentAgain(ConfirmationPurpose purpose) {
        addNumber();
        String id = Confirming.begin(beans, user, purpose);
        SentCodes.refuse(beans, CodePurpose.valueOf(purpose.name()), id, SYSTEM_ERROR);
        beans.clock().pass(PAUSE);

        ConfirmationRefusal refusal = refusal(begin(user, purpose));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_CARRIER_BLOCKED);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(SentCodes.count(beans, CodePurpose.valueOf(purpose.name()), id))
                .isEqualTo(1);
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("CONFIRMATION SMS_CARRIER_BLOCKED");
        granted(consume(user, purpose, id, Confirming.code(beans, purpose, id)));
    }

    @Test
    void anEndedOneIsFollowedByANewOne() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        granted(consume(user, PURPOSE, id, Confirming.code(beans, PURPOSE, id)));

        assertThat(Confirming.begin(beans, user, PURPOSE)).isNotEqualTo(id);
    }

    @Test
    void anotherDefaultNumberGetsANewOneAndTheOldOneEnds() {
        String former = addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        beans.query(entities -> {
            Numbers.get(entities, former).resign();
            return Numbers.add(entities, user.userId(), beans.clock().instant());
        });

        String next = Confirming.begin(beans, user, PURPOSE);

        assertThat(next).isNotEqualTo(id);
        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.OVER);
        assertThat(SentCodes.find(beans, CodePurpose.PASSWORD_CHANGE, id))
                .as("it is not sent any more")
                .isEmpty();
    }

    /** The call was let in, and waited for the user's row, while the session was ended from another one. */
    @Test
    void inASessionThatWasEndedNothingIsProvenNorBegun() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        SignedInUser other = anotherSession();

        assertThat(end(other, user)).isTrue();

        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.OVER);
        assertThat(reason(begin(user, PURPOSE))).isEqualTo(Reason.OVER);
        assertThat(unproven(user).map(ConfirmationRefusal::reason)).contains(Reason.OVER);
        assertThat(unproven(other)).isEmpty();
        Users.lock(beans, user.userId());
        assertThat(unproven(other).map(ConfirmationRefusal::reason)).contains(Reason.LOCKED);
    }

    private boolean end(SignedInUser caller, SignedInUser ended) {
        return beans.call(Sessions.class, sessions -> sessions.end(caller, ended.sessionId()));
    }

    private Optional<ConfirmationRefusal> unproven(SignedInUser caller) {
        return beans.call(Confirmations.class, confirmations -> confirmations.beginUnproven(caller));
    }

    @Test
    void aRemovedNumberProvesNothing() {
        String number = addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });

        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.OVER);
    }

    @Test
    void aNumberThatGotTooManyIsToldSo() {
        beans.set("countersign.sms.per-hour", "1");
        addNumber();
        Confirming.begin(beans, user, PURPOSE);
        beans.clock().pass(PAUSE);

        ConfirmationRefusal refusal = refusal(begin(user, PURPOSE));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(58));
    }

    @Test
    void aNumberThatNoSmsGoesToIsNotWaitedFor() {
        String number = addNumber();
        Numbers.close(
                beans, beans.query(entities -> Numbers.get(entities, number).e164()));

        ConfirmationRefusal refusal = refusal(begin(user, PURPOSE));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_CLOSED);
        assertThat(refusal.retryAfter()).isEmpty();
    }

    @Test
    void withoutANumberThereIsNothingToConfirmWith() {
        assertThat(reason(begin(user, PURPOSE))).isEqualTo(Reason.SMS_NO_NUMBER);

        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("CONFIRMATION SMS_NO_NUMBER");
    }

    @Test
    void aLockedUserConfirmsNothing() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        String code = Confirming.code(beans, PURPOSE, id);
        Users.lock(beans, user.userId());

        assertThat(reason(begin(user, PURPOSE))).isEqualTo(Reason.LOCKED);
        assertThat(reason(consume(user, PURPOSE, id, code))).isEqualTo(Reason.LOCKED);
    }

    @Test
    void itIsForgottenADayAfterItsEnd() {
        addNumber();
        String id = granted(begin(user, PURPOSE)).id();
        beans.clock().pass(Duration.ofDays(1).plusMinutes(10));
        beans.run(ConfirmationSweep.class, ConfirmationSweep::sweep);
        assertThat(reason(consume(user, PURPOSE, id, "000000"))).isEqualTo(Reason.EXPIRED);
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(ConfirmationSweep.class, ConfirmationSweep::sweep);

        assertThat(reason(consume(user, PURPOSE, id, "000000"))).isEqualTo(Reason.OVER);
    }

    private SignedInUser anotherSession() {
        return beans.query(entities -> SignedIn.add(
                entities,
                entities.find(dev.countersign.user.User.class, user.userId()),
                beans.clock().instant()));
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }

    private ConfirmationOutcome<ConfirmationView> begin(SignedInUser caller, ConfirmationPurpose purpose) {
        return beans.call(ConfirmationDesk.class, desk -> desk.begin(caller, purpose, Optional.empty()));
    }

    private ConfirmationOutcome<ProvenFactor> consume(
            SignedInUser caller, ConfirmationPurpose purpose, String id, String typed) {
        return beans.call(
                Confirmations.class, confirmations -> confirmations.consume(caller, purpose, new Proof(id, typed)));
    }

    private static <T> T granted(ConfirmationOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    private static ConfirmationRefusal refusal(ConfirmationOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal();
    }

    private static Reason reason(ConfirmationOutcome<?> outcome) {
        return refusal(outcome).reason();
    }
}
