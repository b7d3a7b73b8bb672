package dev.countersign.number;

import static dev.countersign.number.Wishes.NO_PROOF;
import static dev.countersign.number.Wishes.granted;
import static dev.countersign.number.Wishes.reason;
import static dev.countersign.number.Wishes.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.Factors;
import dev.countersign.number.NumberOutcome.Unconfirmed;
import dev.countersign.number.NumberRefusal.Reason;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Delivery;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What protects a user's numbers against whoever has his session. */
class OwnNumbersTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Wishes wishes = new Wishes(beans, user);

    @Test
    void theFirstNumberNeedsNoProofAndIsNoFactorYet() {
        AddedNumber added = granted(wishes.add(Numbers.next(), NO_PROOF));

        assertThat(added.isNew()).isTrue();
        assertThat(added.number().verifiedAt()).isEmpty();
        assertThat(added.number().isDefault()).isFalse();
        assertThat(added.number().country()).contains("DE");
        assertThat(added.number().delivery()).isEqualTo(Delivery.OK);
        assertThat(wishes.list()).containsExactly(added.number());
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("NUMBER_ADDED OK");
    }

    @Test
    void aNumberThatHeHasIsLeftAsItIs() {
        String number = Numbers.next();
        String id = granted(wishes.add(number, NO_PROOF)).number().id();

        AddedNumber again = granted(wishes.add(number, NO_PROOF));

        assertThat(again.isNew()).isFalse();
        assertThat(again.number().id()).isEqualTo(id);
        assertThat(wishes.list()).hasSize(1);
    }

    @Test
    void whoHasAFactorAddsNoNumberWithoutProvingIt() {
        wishes.factor();

        assertThat(reason(wishes.add(Numbers.next(), NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);

        assertThat(wishes.list()).hasSize(1);
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("NUMBER_ADDED CONFIRMATION_REQUIRED");
    }

    @Test
    void aWrongProofAddsNoNumber() {
        wishes.factor();

        NumberOutcome<AddedNumber> outcome = wishes.add(Numbers.next(), wishes.wrongProof());

        assertThat(((Unconfirmed<AddedNumber>) outcome).refusal().reason())
                .isEqualTo(ConfirmationRefusal.Reason.SMS_WRONG);
        assertThat(wishes.list()).hasSize(1);
    }

    @Test
    void aProofAddsOneNumber() {
        wishes.factor();
        Optional<Proof> proof = wishes.proof();

        granted(wishes.add(Numbers.next(), proof));
        NumberOutcome<AddedNumber> second = wishes.add(Numbers.next(), proof);

        assertThat(((Unconfirmed<AddedNumber>) second).refusal().reason()).isEqualTo(ConfirmationRefusal.Reason.OVER);
        assertThat(wishes.list()).hasSize(2);
    }

    /** It was let in, and waited behind what ended its session: nobody is locked out. */
    @Test
    void aCallWhoseSessionWasEndedMeanwhileIsNotToldAsLockedOut() {
        beans.run(Sessions.class, sessions -> sessions.end(user, user.sessionId()));

        NumberOutcome<AddedNumber> outcome = wishes.add(Numbers.next(), NO_PROOF);

        assertThat(((Unconfirmed<AddedNumber>) outcome).refusal().reason()).isEqualTo(ConfirmationRefusal.Reason.OVER);
        assertThat(wishes.list()).isEmpty();
    }

    /** He could never verify it. */
    @Test
    void aNumberThatNoSmsGoesToIsNotAddedAndCostsNoProof() {
        wishes.factor();
        Optional<Proof> proof = wishes.proof();
        String closed = Numbers.next();
        Numbers.close(beans, closed);

        NumberRefusal refusal = refusal(wishes.add(closed, proof));

        assertThat(refusal.reason()).isEqualTo(Reason.CLOSED);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(wishes.list()).hasSize(1);
        granted(wishes.add(Numbers.next(), proof));
    }

    @Test
    void theProofHoldsForTheVerificationOfThatNumberForHalfAnHour() {
        wishes.factor();
        String id = granted(wishes.add(Numbers.next(), wishes.proof())).number().id();

        beans.clock().pass(Duration.ofMinutes(30).minusMillis(1));
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(wishes.answer(id, code, NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        granted(wishes.answer(id, code, wishes.proof()));
    }

    @Test
    void asManyNumbersAsOneMayHaveAreEnough() {
        beans.set("countersign.number.most", "2");
        granted(wishes.add(Numbers.next(), NO_PROOF));
        granted(wishes.add(Numbers.next(), NO_PROOF));

        assertThat(reason(wishes.add(Numbers.next(), NO_PROOF))).isEqualTo(Reason.LIMIT);

        assertThat(wishes.list()).hasSize(2);
    }

    /** Each leaves rows and entries of the audit, and needs no proof of whoever has no factor. */
    @Test
    void twentyAreEnteredWithinADayWhetherTheyStayOrNot() {
        String same = Numbers.next();
        for (int i = 0; i < 10; i++) {
            enterAndRemove(Numbers.next());
        }
        beans.clock().pass(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            enterAndRemove(same);
        }

        NumberRefusal refusal = refusal(wishes.add(Numbers.next(), NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.DAILY_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(23));
        assertThat(reason(wishes.add(same, NO_PROOF))).isEqualTo(Reason.DAILY_LIMIT);
        assertThat(AuditTrail.of(beans, user.userId()))
                .filteredOn(fact -> fact.equals("NUMBER_ADDED DAILY_LIMIT"))
                .hasSize(1);
        beans.clock().pass(Duration.ofHours(23));
        enterAndRemove(Numbers.next());
    }

    @Test
    void aNumberThatHeHasCountsForNothing() {
        beans.set("countersign.number.added-per-day", "1");
        String number = Numbers.next();
        granted(wishes.add(number, NO_PROOF));

        assertThat(granted(wishes.add(number, NO_PROOF)).isNew()).isFalse();
        assertThat(reason(wishes.add(Numbers.next(), NO_PROOF))).isEqualTo(Reason.DAILY_LIMIT);
    }

    @Test
    void aNumberThatIsNotEnteredCountsForNothing() {
        wishes.factor();
        for (int i = 0; i < 20; i++) {
            assertThat(reason(wishes.add(Numbers.next(), NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        }

        granted(wishes.add(Numbers.next(), wishes.proof()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101"})
    void howManyIsASettingWithinBounds(String most) {
        beans.set("countersign.number.added-per-day", most);

        assertThatThrownBy(() -> wishes.add(Numbers.next(), NO_PROOF))
                .hasMessage("countersign.number.added-per-day is 1 to 100");
    }

    private void enterAndRemove(String number) {
        granted(wishes.remove(granted(wishes.add(number, NO_PROOF)).number().id(), NO_PROOF));
    }

    @Test
    void aRemovedNumberComesBackUnverified() {
        wishes.factor();
        String number = Numbers.next();
        String id = granted(wishes.add(number, wishes.proof())).number().id();
        granted(wishes.sendCode(id, NO_PROOF));
        granted(wishes.answer(id, wishes.code(id), NO_PROOF));
        granted(wishes.remove(id, wishes.proof()));
        assertThat(wishes.list()).hasSize(1);

        AddedNumber back = granted(wishes.add(number, wishes.proof()));

        assertThat(back.isNew()).isTrue();
        assertThat(back.number().id()).isEqualTo(id);
        assertThat(back.number().verifiedAt()).isEmpty();
        assertThat(wishes.list()).hasSize(2);
    }

    @Test
    void aCodeOfARemovedNumberIsWorthNothingWhenItIsEnteredAnew() {
        String number = Numbers.next();
        String id = granted(wishes.add(number, NO_PROOF)).number().id();
        granted(wishes.sendCode(id, NO_PROOF));
        String code = wishes.code(id);
        granted(wishes.remove(id, NO_PROOF));
        granted(wishes.add(number, NO_PROOF));

        assertThat(reason(wishes.answer(id, code, NO_PROOF))).isEqualTo(Reason.CODE_EXPIRED);
        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, id)).isEmpty();
    }

    @Test
    void aLockedUserChangesNothing() {
        Users.lock(beans, user.userId());

        NumberRefusal refusal = refusal(wishes.add(Numbers.next(), NO_PROOF));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(wishes.list()).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("NUMBER_ADDED LOCKED");
    }

    @Test
    void loginCodesGoToTheNumberThatHeChoseOnceHeProvedHisFactor() {
        String former = wishes.factor();
        String heir = wishes.further();
        assertThat(reason(wishes.makeDefault(heir, NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        assertThat(wishes.makeDefault(heir, wishes.wrongProof())).isInstanceOf(Unconfirmed.class);
        assertThat(defaults()).containsExactly(former);

        OwnNumber chosen = granted(wishes.makeDefault(heir, wishes.proof()));

        assertThat(chosen.isDefault()).isTrue();
        assertThat(defaults()).containsExactly(heir);
        assertThat(beans.fired(NumberChanged.class))
                .containsExactly(
                        new NumberChanged(user.userId(), heir, NumberChanged.Kind.DEFAULT, Optional.of(former)));
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("NUMBER_DEFAULT OK");
    }

    @Test
    void theDefaultNumberStaysSoWithoutAProof() {
        String factor = wishes.factor();

        assertThat(granted(wishes.makeDefault(factor, NO_PROOF)).isDefault()).isTrue();

        assertThat(beans.fired(NumberChanged.class)).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).isEmpty();
    }

    @Test
    void anUnverifiedNumberGetsNoLoginCodes() {
        String factor = wishes.factor();
        String id = wishes.unverified();

        assertThat(reason(wishes.makeDefault(id, wishes.proof()))).isEqualTo(Reason.NOT_VERIFIED);

        assertThat(defaults()).containsExactly(factor);
    }

    @Test
    void aNumberThatWasNeverVerifiedGoesWithoutAProof() {
        wishes.factor();
        String id = wishes.unverified();

        assertThat(granted(wishes.remove(id, NO_PROOF))).hasSize(1);

        assertThat(beans.fired(NumberChanged.class)).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("NUMBER_REMOVED OK");
    }

    @Test
    void theLastVerifiedNumberStays() {
        String factor = wishes.factor();
        wishes.unverified();

        assertThat(reason(wishes.remove(factor, wishes.proof()))).isEqualTo(Reason.LAST_FACTOR);

        assertThat(defaults()).containsExactly(factor);
    }

    /** What was proven before the loss of a phone opens nothing any more: it takes the place of none that does. */
    @Test
    void aNumberFromBeforeTheLossOfAPhoneIsNoDefaultAndNoHeir() {
        String before = wishes.factor();
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.userId(), beans.clock().instant()));
        beans.clock().pass(Duration.ofMinutes(2));
        String since = wishes.further();
        beans.query(entities -> {
            Numbers.get(entities, before).resign();
            Numbers.get(entities, since).becomeDefault();
            return since;
        });
        assertThat(defaults()).containsExactly(since);

        assertThat(reason(wishes.makeDefault(before, wishes.proof()))).isEqualTo(Reason.NOT_VERIFIED);
        assertThat(reason(wishes.remove(since, wishes.proof()))).isEqualTo(Reason.LAST_FACTOR);
        assertThat(defaults()).containsExactly(since);

        granted(wishes.remove(before, wishes.proof()));
        assertThat(wishes.list()).extracting(OwnNumber::id).containsExactly(since);
        assertThat(defaults()).containsExactly(since);
    }

    @Test
    void aVerifiedNumberGoesOnceHeProvedHisFactorAndHandsItsPartOn() {
        String factor = wishes.factor();
        beans.clock().pass(Duration.ofMinutes(1));
        wishes.unverified();
        beans.clock().pass(Duration.ofMinutes(1));
        String oldest = wishes.further();
        beans.clock().pass(Duration.ofMinutes(1));
        wishes.further();
        assertThat(reason(wishes.remove(factor, NO_PROOF))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        assertThat(wishes.remove(factor, wishes.wrongProof())).isInstanceOf(Unconfirmed.class);
        assertThat(wishes.list()).hasSize(4);

        List<OwnNumber> left = granted(wishes.remove(factor, wishes.proof()));

        assertThat(left).hasSize(3);
        assertThat(defaults()).containsExactly(oldest);
        assertThat(beans.fired(NumberChanged.class))
                .containsExactly(
                        new NumberChanged(user.userId(), factor, NumberChanged.Kind.REMOVED, Optional.of(factor)));
    }

    @Test
    void loginCodesGoWhereTheyWentWhenAnotherNumberIsRemoved() {
        String factor = wishes.factor();
        String other = wishes.further();
        wishes.further();

        granted(wishes.remove(other, wishes.proof()));

        assertThat(defaults()).containsExactly(factor);
    }

    @Test
    void otherSessionsBySmsEndWithANumber() {
        SignedInUser bySms = SignedIn.again(beans, "SMS", user);
        SignedInUser byPasskey = SignedIn.again(beans, "PASSKEY", user);
        wishes.factor();
        String unverified = wishes.unverified();
        granted(wishes.remove(unverified, NO_PROOF));
        assertThat(SignedIn.isEnded(beans, bySms))
                .as("nothing was proven by it")
                .isFalse();
        String other = wishes.further();

        granted(wishes.remove(other, wishes.proof()));

        assertThat(SignedIn.isEnded(beans, bySms)).isTrue();
        assertThat(SignedIn.isEnded(beans, byPasskey)).isFalse();
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
    }

    @Test
    void aNumberOfAnotherUserIsNotThere() {
        SignedInUser stranger = SignedIn.add(beans);
        Wishes others = new Wishes(beans, stranger);
        String id = others.unverified();

        assertThat(reason(wishes.remove(id, NO_PROOF))).isEqualTo(Reason.UNKNOWN_NUMBER);
        assertThat(reason(wishes.makeDefault(id, NO_PROOF))).isEqualTo(Reason.UNKNOWN_NUMBER);
        assertThat(reason(wishes.sendCode(id, NO_PROOF))).isEqualTo(Reason.UNKNOWN_NUMBER);
        assertThat(reason(wishes.answer(id, "000000", NO_PROOF))).isEqualTo(Reason.UNKNOWN_NUMBER);

        assertThat(others.list()).hasSize(1);
    }

    private List<String> defaults() {
        return wishes.list().stream()
                .filter(OwnNumber::isDefault)
                .map(OwnNumber::id)
                .toList();
    }
}
