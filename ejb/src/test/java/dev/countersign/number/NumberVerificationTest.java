package dev.countersign.number;

import static dev.countersign.number.Wishes.NO_PROOF;
import static dev.countersign.number.Wishes.granted;
import static dev.countersign.number.Wishes.reason;
import static dev.countersign.number.Wishes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.number.NumberRefusal.Reason;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Delivery;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number proven by the code that went there. */
class NumberVerificationTest {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Wishes wishes = new Wishes(beans, user);

    @Test
    void theFirstVerifiedNumberIsTheFactor() {
        String id = added();
        Verification.Sent sent = (Verification.Sent) granted(wishes.sendCode(id, NO_PROOF));
        Instant now = beans.clock().instant();
        assertThat(sent).isEqualTo(new Verification.Sent(5, now.plus(PAUSE), now.plus(LIFE)));

        OwnNumber number = granted(wishes.answer(id, wishes.code(id), NO_PROOF));

        assertThat(number.verifiedAt()).contains(now);
        assertThat(number.isDefault()).isTrue();
        assertThat(beans.fired(NumberChanged.class))
                .containsExactly(new NumberChanged(user.userId(), id, NumberChanged.Kind.VERIFIED, Optional.empty()));
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("NUMBER_ADDED OK", "NUMBER_CODE OK", "NUMBER_VERIFIED OK", "SMS_ENROLLED OK");
        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, id))
                .as("the text is blank")
                .isEmpty();
    }

    @Test
    void aFurtherNumberIsToldToTheOneBefore() {
        String factor = wishes.factor();
        String id = wishes.unverified();
        assertThat(reason(wishes.sendCode(id, NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        granted(wishes.sendCode(id, wishes.proof()));

        OwnNumber number = granted(wishes.answer(id, wishes.code(id), NO_PROOF));

        assertThat(number.isDefault()).isFalse();
        assertThat(beans.fired(NumberChanged.class))
                .containsExactly(new NumberChanged(
                        user.userId(),
                        id,
                        NumberChanged.Kind.VERIFIED,
                        Optional.of(factor),
                        Optional.of(FactorKind.SMS)));
        assertThat(AuditTrail.of(beans, user.userId())).doesNotContain("SMS_ENROLLED OK");
    }

    /** Login codes would go on to the number that may be in the lost phone, and open nothing. */
    @Test
    void aNumberThatIsProvenAfterALossTakesTheFormerOnesPlace() {
        String former = wishes.factor();
        String id = wishes.unverified();
        granted(wishes.sendCode(id, wishes.proof()));
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.userId(), beans.clock().instant()));
        beans.clock().pass(Duration.ofSeconds(1));

        OwnNumber number = granted(wishes.answer(id, wishes.code(id), NO_PROOF));

        assertThat(number.isDefault()).isTrue();
        assertThat(wishes.list())
                .filteredOn(OwnNumber::isDefault)
                .extracting(OwnNumber::id)
                .containsExactly(id)
                .doesNotContain(former);
    }

    @Test
    void aVerifiedNumberGetsNoCode() {
        String id = wishes.factor();

        Verification outcome = granted(wishes.sendCode(id, NO_PROOF));

        assertThat(outcome).isInstanceOf(Verification.Done.class);
        assertThat(SentCodes.count(beans, CodePurpose.NUMBER, id)).isZero();
        assertThat(granted(wishes.answer(id, "000000", NO_PROOF)).id()).isEqualTo(id);
    }

    @Test
    void theSameCodeComesAgainAfterTwoMinutesAndNotBefore() {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);
        wishes.answer(id, wishes.wrongCode(id), NO_PROOF);

        beans.clock().pass(PAUSE.minusSeconds(1));
        NumberRefusal early = refusal(wishes.sendCode(id, NO_PROOF));
        assertThat(early.reason()).isEqualTo(Reason.COOLDOWN);
        assertThat(early.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(SentCodes.count(beans, CodePurpose.NUMBER, id)).isEqualTo(1);
        beans.clock().pass(Duration.ofSeconds(1));
        Verification.Sent again = (Verification.Sent) granted(wishes.sendCode(id, NO_PROOF));

        assertThat(again.triesLeft()).isEqualTo(4);
        assertThat(again.expiresAt())
                .isEqualTo(beans.clock().instant().plus(LIFE).minus(PAUSE));
        assertThat(wishes.code(id)).isEqualTo(code);
        assertThat(SentCodes.count(beans, CodePurpose.NUMBER, id)).isEqualTo(2);
        assertThat(AuditTrail.of(beans, user.userId())).contains("NUMBER_CODE COOLDOWN");
    }

    /** A jurisdiction that allows fewer means all answers, and not those at logins alone. */
    @Test
    void itsCodeBearsNoMoreWrongAnswersThanALogin() {
        beans.set("countersign.login.tries", "3");
        String id = added();

        assertThat(((Verification.Sent) granted(wishes.sendCode(id, NO_PROOF))).triesLeft())
                .isEqualTo(3);
    }

    @Test
    void fiveWrongCodesEndIt() {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);
        String wrong = wishes.wrongCode(id);
        for (int left = 4; left >= 0; left--) {
            NumberRefusal refusal = refusal(wishes.answer(id, wrong, NO_PROOF));
            assertThat(refusal.reason()).isEqualTo(Reason.CODE_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
        }

        assertThat(reason(wishes.answer(id, code, NO_PROOF))).isEqualTo(Reason.TRIES_EXHAUSTED);

        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, id)).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("NUMBER_VERIFIED TRIES_EXHAUSTED");
    }

    @Test
    void wrongCodesCloseTheSessionsLane() {
        String id = added();
        for (int round = 0; round < 2; round++) {
            granted(wishes.sendCode(id, NO_PROOF));
            String wrong = wishes.wrongCode(id);
            for (int i = 0; i < 5; i++) {
                assertThat(reason(wishes.answer(id, wrong, NO_PROOF))).isEqualTo(Reason.CODE_WRONG);
            }
            beans.clock().pass(PAUSE);
        }

        NumberRefusal refusal = refusal(wishes.sendCode(id, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(24).minus(PAUSE));
    }

    @Test
    void aCodeEndsAfterTenMinutes() {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);

        beans.clock().pass(LIFE);

        assertThat(reason(wishes.answer(id, code, NO_PROOF))).isEqualTo(Reason.CODE_EXPIRED);
    }

    /** Only another code helps: whatever is typed, it is not looked at, and nothing counts. */
    @Test
    void whatIsTypedAfterItsEndCostsNothing() {
        beans.set("countersign.login.lock-failures", "1");
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        String wrong = wishes.wrongCode(id);
        beans.clock().pass(LIFE);

        NumberRefusal refusal = refusal(wishes.answer(id, wrong, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.CODE_EXPIRED);
        assertThat(((Verification.Sent) granted(wishes.sendCode(id, NO_PROOF))).triesLeft())
                .isEqualTo(5);
    }

    @Test
    void aCodeThatWasTidiedAwayHasEnded() {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);
        beans.clock().pass(Duration.ofDays(400));
        beans.query(entities -> {
            entities.createQuery("delete from OutboundSms s where s.e164 = :e164")
                    .setParameter("e164", Numbers.get(entities, id).e164())
                    .executeUpdate();
            return entities.createQuery("delete from OneTimeCode c where c.subject = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        });

        assertThat(reason(wishes.answer(id, code, NO_PROOF))).isEqualTo(Reason.CODE_EXPIRED);
    }

    @Test
    void withoutACodeThereIsNothingToAnswer() {
        String id = added();

        assertThat(reason(wishes.answer(id, "000000", NO_PROOF))).isEqualTo(Reason.CODE_EXPIRED);
    }

    @Test
    void aUserGetsSoManyConfirmCodesInADayWhateverTheNumber() {
        beans.set("countersign.number.codes-per-day", "2");
        granted(wishes.sendCode(added(), NO_PROOF));
        beans.clock().pass(Duration.ofHours(1));
        String removed = added();
        granted(wishes.sendCode(removed, NO_PROOF));
        granted(wishes.remove(removed, NO_PROOF));
        String third = added();
        beans.clock().pass(Duration.ofHours(1));

        NumberRefusal refusal = refusal(wishes.sendCode(third, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.DAILY_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(22));
        beans.clock().pass(Duration.ofHours(22));
        granted(wishes.sendCode(third, NO_PROOF));
    }

    @Test
    void aNumberGetsSoManyCodesAnHour() {
        beans.set("countersign.sms.per-hour", "1");
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        beans.clock().pass(PAUSE);

        NumberRefusal refusal = refusal(wishes.sendCode(id, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.DAILY_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(58));
    }

    @ParameterizedTest
    @CsvSource({"11, UNREACHABLE, UNREACHABLE", "8, CARRIER_BLOCKED, CARRIER_BLOCKED"})
    void aNumberThatTheCarrierRefusesGetsNoMoreWhileTheCodeLives(int commandStatus, Delivery delivery, Reason reason) {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        SentCodes.refuse(beans, CodePurpose.NUMBER, id, commandStatus);
        beans.clock().pass(PAUSE);
        assertThat(wishes.list()).extracting(OwnNumber::delivery).containsExactly(delivery);

        NumberRefusal refusal = refusal(wishes.sendCode(id, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.retryAfter()).contains(LIFE.minus(PAUSE));
        beans.clock().pass(LIFE.minus(PAUSE));
        granted(wishes.sendCode(id, NO_PROOF));
    }

    /** No day brings it a code, and another number is the way out. */
    @Test
    void aNumberThatNoSmsGoesToGetsNoCodeHoweverLongItsUserWaits() {
        String id = added();
        Numbers.close(beans, beans.query(entities -> Numbers.get(entities, id).e164()));

        NumberRefusal refusal = refusal(wishes.sendCode(id, NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.CLOSED);
        assertThat(refusal.retryAfter()).isEmpty();
    }

    /** Or all would be sent away whom a carrier's outage met. */
    @Test
    void whatNoCarrierOfOursTakesSpeaksAgainstNoNumber() {
        String id = added();
        granted(wishes.sendCode(id, NO_PROOF));
        SentCodes.refuse(beans, CodePurpose.NUMBER, id, SmsResult.Refusal.CARRIER);
        beans.clock().pass(PAUSE);

        assertThat(wishes.list()).extracting(OwnNumber::delivery).containsExactly(Delivery.OK);
        granted(wishes.sendCode(id, NO_PROOF));
        assertThat(SentCodes.count(beans, CodePurpose.NUMBER, id)).isEqualTo(2);
    }

    @Test
    void itsUserIsToldWhatBecameOfTheCode() {
        String id = added();
        assertThat(delivery(user, id)).as("nothing was sent").isEmpty();
        granted(wishes.sendCode(id, NO_PROOF));

        SentCodes.receive(beans, CodePurpose.NUMBER, id, SmsReceipt.State.UNDELIVERABLE);

        assertThat(delivery(user, id)).map(CodeDelivery::state).contains(CodeDelivery.State.FAILED);
        assertThat(delivery(SignedIn.add(beans), id)).as("of another user").isEmpty();
        granted(wishes.answer(id, wishes.code(id), NO_PROOF));
        assertThat(delivery(user, id)).as("it is proven").isEmpty();
    }

    /** Two users typed one number: neither learns when the other gets a message there. */
    @Test
    void anothersMessageToTheSameNumberIsNotTold() {
        String e164 = beans.query(entities -> Numbers.get(entities, added()).e164());
        SignedInUser other = SignedIn.add(beans);
        Wishes others = new Wishes(beans, other);
        String own = granted(wishes.add(e164, NO_PROOF)).number().id();
        String theirs = granted(others.add(e164, NO_PROOF)).number().id();
        granted(others.sendCode(theirs, NO_PROOF));

        assertThat(delivery(other, theirs)).map(CodeDelivery::state).contains(CodeDelivery.State.QUEUED);
        assertThat(delivery(user, own)).isEmpty();
        assertThat(delivery(user, theirs)).isEmpty();
    }

    private Optional<CodeDelivery> delivery(SignedInUser caller, String id) {
        return beans.call(NumberVerification.class, verification -> verification.findDelivery(caller, id));
    }

    private String added() {
        return granted(wishes.add(Numbers.next(), NO_PROOF)).number().id();
    }
}
