package dev.countersign.password;

import static dev.countersign.password.ResetOutcomes.granted;
import static dev.countersign.password.ResetOutcomes.refusal;
import static dev.countersign.password.ResetOutcomes.unasked;
import static dev.countersign.password.ResetOutcomes.unconfirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditTrail;
import dev.countersign.audit.Decided;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.policy.LimitsForTests;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Password;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A forgotten password: an operator's code, then the phone, and neither alone. */
class PasswordResetsTest {

    private static final int CALLERS = 30;
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final Duration CODE_LIFE = Duration.ofMinutes(15);
    private static final Duration ANSWER_LIFE = Duration.ofMinutes(10);

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final SignedInUser user = SignedIn.add(beans);
    private final String number = addNumber();
    private final String address = "a-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void bothCodesTogetherPutANewPasswordInForceAndEndWhatTheOldOneHadOpened() {
        String before = Users.verifier(beans, user.userId());
        IssuedReset issued = issue();
        assertThat(issued.expiresAt()).isEqualTo(beans.clock().instant().plus(CODE_LIFE));

        ClaimedReset claimed = claim(issued.code().value());
        assertThat(claimed.asked().question().orElseThrow().ref()).isEqualTo(new FactorRef(FactorKind.SMS, number));
        assertThat(claimed.asked().question().orElseThrow().factor().label())
                .isEqualTo(beans.query(entities -> Numbers.get(entities, number).masked()));
        assertThat(claimed.asked().triesLeft()).isEqualTo(5);
        assertThat(claimed.asked().expiresAt())
                .isEqualTo(beans.clock().instant().plus(ANSWER_LIFE));
        PasswordOutcome outcome = reset(claimed, code(claimed));

        assertThat(outcome).isEqualTo(new Changed());
        assertThat(Users.verifier(beans, user.userId())).isNotEqualTo(before);
        assertThat(SignedIn.isEnded(beans, user)).isTrue();
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.userId(), SecurityEvent.Kind.PASSWORD_RESET)
                        .by(Channel.SMS));
        for (int late = 0; late < 30; late++) {
            assertThat(reason(reset(claimed, "000000"))).isEqualTo(Reason.RESET_OVER);
        }
        assertThat(SentCodes.find(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isEmpty();
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly(
                        "PASSWORD_RESET_ISSUED OK",
                        "PASSWORD_RESET_CLAIMED OK",
                        "PASSWORD_RESET_ASKED SMS",
                        "LOGIN_SUPERSEDED OK",
                        "PASSWORD_RESET OK",
                        "PASSWORD_RESET RESET_OVER");
    }

    @Test
    void theOperatorsCodeIsTakenOnceHoweverItIsTyped() {
        String code = issue().code().value();
        String typed = code.replace("-", " ").toLowerCase(Locale.ROOT);

        claim(typed);

        assertThat(reason(tryClaim(code))).isEqualTo(Reason.RESET_REFUSED);
    }

    @Test
    void aNewerCodeSupersedesTheOneBefore() {
        String first = issue().code().value();
        String second = issue().code().value();

        assertThat(reason(tryClaim(first))).isEqualTo(Reason.RESET_REFUSED);
        claim(second);
    }

    @Test
    void aNewerCodeEndsAResetThatWaitsForItsSms() {
        ClaimedReset claimed = claim(issue().code().value());
        String sms = code(claimed);

        issue();

        assertThat(reason(reset(claimed, sms))).isEqualTo(Reason.RESET_OVER);
        assertThat(SentCodes.find(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isEmpty();
    }

    @Test
    void fiveWrongOperatorsCodesEndTheReset() {
        String code = issue().code().value();
        for (int i = 0; i < 5; i++) {
            assertThat(reason(tryClaim("0000-0000-0000"))).isEqualTo(Reason.RESET_REFUSED);
        }

        assertThat(reason(tryClaim(code))).isEqualTo(Reason.RESET_REFUSED);
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSWORD_RESET RESET_REFUSED");
    }

    @Test
    void whatIsNoCodeCostsNoTry() {
        String code = issue().code().value();
        for (int i = 0; i < 6; i++) {
            assertThat(reason(tryClaim("what?"))).isEqualTo(Reason.RESET_REFUSED);
        }

        claim(code);
    }

    @Test
    void theOperatorsCodeEndsAfterAQuarterOfAnHour() {
        String code = issue().code().value();
        beans.clock().pass(CODE_LIFE);

        assertThat(reason(tryClaim(code))).isEqualTo(Reason.RESET_REFUSED);
    }

    @Test
    void anAddressIsThrottledForCodesToo() {
        String code = issue().code().value();
        for (int i = 0; i < 20; i++) {
            assertThat(reason(tryClaim("nobody-" + i, code))).isEqualTo(Reason.RESET_REFUSED);
        }
        beans.clock().pass(Duration.ofMinutes(3));

        PasswordRefusal refusal = refusal(tryClaim(code));

        assertThat(refusal.reason()).isEqualTo(Reason.ADDRESS_THROTTLED);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(7));
        beans.clock().pass(Duration.ofMinutes(7));
        claim(code);
    }

    @Test
    void aNumberThatBecameTheDefaultSinceProvesNothing() {
        String code = issue().code().value();
        beans.clock().pass(Duration.ofSeconds(1));
        beans.query(entities -> {
            Numbers.get(entities, number).resign();
            return Numbers.add(entities, user.userId(), beans.clock().instant());
        });

        assertThat(reason(tryClaim(code))).isEqualTo(Reason.RESET_REFUSED);
    }

    /** The SMS went there before. */
    @Test
    void aNumberThatIsRemovedOnTheWayProvesNothing() {
        String before = Users.verifier(beans, user.userId());
        ClaimedReset claimed = claim(issue().code().value());
        String sms = code(claimed);
        beans.clock().pass(Duration.ofSeconds(1));
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return Numbers.add(entities, user.userId(), beans.clock().instant());
        });

        assertThat(reason(obstacle(claimed, claimed.secret()).orElseThrow()))
                .as("nothing is hashed")
                .isEqualTo(Reason.RESET_OVER);
        PasswordOutcome outcome = beans.call(
                PasswordResets.class,
                resets -> resets.finish(
                        claimed.asked().id(),
                        claimed.secret(),
                        Optional.of(new FactorAnswer.Typed(sms)),
                        "a verifier"));
        assertThat(reason(outcome)).isEqualTo(Reason.RESET_OVER);

        assertThat(Users.verifier(beans, user.userId())).isEqualTo(before);
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
    }

    @Test
    void theCodeWaitsForTheNumbersTurn() {
        claim(issue().code().value());
        String code = issue().code().value();
        beans.clock().pass(Duration.ofSeconds(20));

        ConfirmationRefusal refusal = unasked(tryClaim(code));

        assertThat(refusal.reason()).isEqualTo(ConfirmationRefusal.Reason.SMS_COOLDOWN);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(100));
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("PASSWORD_RESET SMS_COOLDOWN");
        beans.clock().pass(Duration.ofSeconds(100));
        claim(code);
    }

    @Test
    void theNumbersLimitHoldsForCodesOfResetsToo() {
        beans.set("countersign.sms.per-hour", "1");
        claim(issue().code().value());
        String code = issue().code().value();
        beans.clock().pass(PAUSE);

        assertThat(unasked(tryClaim(code)).reason()).isEqualTo(ConfirmationRefusal.Reason.SMS_LIMIT);
    }

    /** A jurisdiction that allows fewer means all answers, and not those at logins alone. */
    @Test
    void itBearsNoMoreWrongAnswersThanALogin() {
        beans.set("countersign.login.tries", "1");
        String code = issue().code().value();

        assertThat(claim(code).asked().triesLeft()).isEqualTo(1);
        String other = issue().code().value();
        tryClaim("0000-0000-0000");

        assertThat(reason(tryClaim(other))).isEqualTo(Reason.RESET_REFUSED);
    }

    @Test
    void fiveWrongCodesOfTheSmsEndTheReset() {
        ClaimedReset claimed = claim(issue().code().value());
        String right = code(claimed);
        String wrong = SentCodes.wrong(
                beans, CodePurpose.PASSWORD_RESET, claimed.asked().id());
        String before = Users.verifier(beans, user.userId());
        for (int left = 4; left >= 0; left--) {
            ConfirmationRefusal refusal = unconfirmed(reset(claimed, wrong));
            assertThat(refusal.reason()).isEqualTo(ConfirmationRefusal.Reason.SMS_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
        }

        assertThat(reason(reset(claimed, right))).isEqualTo(Reason.RESET_OVER);

        assertThat(Users.verifier(beans, user.userId())).isEqualTo(before);
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
        assertThat(SentCodes.find(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isEmpty();
    }

    @Test
    void wrongCodesCountWithTheWrongAnswersOfLogins() {
        ClaimedReset second = claimAfterFiveWrongAnswers();
        answerWrong(second, 5);

        PasswordRefusal refusal = refusal(tryIssue());

        assertThat(refusal.reason()).as("no code that would open nothing").isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(24));
        assertThat(AuditTrail.at(beans, refusal.reference())).containsExactly("PASSWORD_RESET_ISSUED LOCKED");
        assertThat(AuditTrail.of(beans, user.userId())).containsOnlyOnce("LOGIN_LANE_CLOSED PASSWORD_RESET");
        beans.run(Lockout.class, lockout -> lockout.unlock(user.userId()));
        issue();
    }

    @Test
    void whoseLaneIsClosedMeanwhileIsAskedNothingMore() {
        beans.set("countersign.login.lock-failures", "9");
        ClaimedReset second = claimAfterFiveWrongAnswers();
        String code = code(second);
        answerWrong(second, 4);

        assertThat(reason(reset(second, code))).isEqualTo(Reason.LOCKED);
    }

    /** And gets no SMS for it: what was closed, say by his wrong answers at a login, is open again in time, or once an operator opens it. */
    @Test
    void theOperatorsCodeIsNotUsedUpWhileTheUsersLaneIsClosed() {
        String code = issue().code().value();
        closeLanes();

        PasswordRefusal refusal = refusal(tryClaim(code));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(24));
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSWORD_RESET LOCKED");
        assertThat(reason(tryClaim("0000-0000-0000")))
                .as("a wrong code is what it is")
                .isEqualTo(Reason.RESET_REFUSED);
        beans.run(Lockout.class, lockout -> lockout.unlock(user.userId()));
        ClaimedReset claimed = claim(code);
        assertThat(SentCodes.count(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isEqualTo(1);
    }

    private void closeLanes() {
        for (int i = 0; i < 10; i++) {
            beans.run(
                    Lockout.class,
                    lockout -> lockout.factorFailed(
                            Lane.ofUser(user.userId(), "device"), LimitsForTests.withLockFailures(10)));
        }
    }

    private ClaimedReset claimAfterFiveWrongAnswers() {
        ClaimedReset first = claim(issue().code().value());
        answerWrong(first, 5);
        beans.clock().pass(PAUSE);
        return claim(issue().code().value());
    }

    private void answerWrong(ClaimedReset claimed, int times) {
        String wrong = SentCodes.wrong(
                beans, CodePurpose.PASSWORD_RESET, claimed.asked().id());
        for (int i = 0; i < times; i++) {
            reset(claimed, wrong);
        }
    }

    @Test
    void theSecondStepEndsAfterTenMinutes() {
        ClaimedReset claimed = claim(issue().code().value());
        String code = code(claimed);
        beans.clock().pass(ANSWER_LIFE);

        assertThat(reason(reset(claimed, code))).isEqualTo(Reason.RESET_EXPIRED);
    }

    @Test
    void itIsForgottenADayAfterItsEnd() {
        ClaimedReset claimed = claim(issue().code().value());
        beans.clock().pass(ANSWER_LIFE.plusDays(1));
        beans.run(ResetSweep.class, ResetSweep::sweep);
        assertThat(reason(reset(claimed, "000000"))).isEqualTo(Reason.RESET_EXPIRED);
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(ResetSweep.class, ResetSweep::sweep);

        assertThat(reason(reset(claimed, "000000"))).isEqualTo(Reason.UNKNOWN_RESET);
    }

    @Test
    void whoHasNotTheSecretOfAResetFindsNone() {
        ClaimedReset claimed = claim(issue().code().value());
        ClaimedReset guessed = new ClaimedReset("guessed", claimed.asked());

        assertThat(reason(reset(guessed, code(claimed)))).isEqualTo(Reason.UNKNOWN_RESET);
        PasswordOutcome outcome = beans.call(
                PasswordResets.class,
                resets -> resets.finish(
                        claimed.asked().id(), "guessed", Optional.of(new FactorAnswer.Typed(code(claimed))), "phc"));
        assertThat(reason(outcome)).isEqualTo(Reason.UNKNOWN_RESET);
    }

    @Test
    void aLockedUserIsHelpedByNoReset() {
        String code = issue().code().value();
        ClaimedReset claimed = claim(code);
        Users.lock(beans, user.userId());

        PasswordRefusal locked = refusal(tryIssue());
        assertThat(locked.reason()).isEqualTo(Reason.LOCKED);
        assertThat(AuditTrail.at(beans, locked.reference())).containsExactly("PASSWORD_RESET_ISSUED LOCKED");
        assertThat(reason(reset(claimed, code(claimed)))).isEqualTo(Reason.LOCKED);
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSWORD_RESET_ISSUED LOCKED");
    }

    @Test
    void anObstacleIsToldBeforeAnythingIsHashed() {
        ClaimedReset claimed = claim(issue().code().value());
        assertThat(obstacle(claimed, claimed.secret())).isEmpty();
        assertThat(reason(obstacle(claimed, "guessed").orElseThrow())).isEqualTo(Reason.UNKNOWN_RESET);
        Users.lock(beans, user.userId());

        assertThat(reason(obstacle(claimed, claimed.secret()).orElseThrow())).isEqualTo(Reason.LOCKED);
    }

    @Test
    void aNameThatNobodyHasStandsInTheLogAloneByItsHash() {
        String name = "nobody-" + UUID.randomUUID().toString().substring(0, 8);

        assertThat(reason(tryClaim(name, "0000-0000-0000"))).isEqualTo(Reason.RESET_REFUSED);

        String hash = beans.call(Secrets.class, secrets -> secrets.hash(Purpose.NAME_HASH, "login", name));
        assertThat(beans.fired(Decided.class))
                .singleElement()
                .extracting(Decided::fact)
                .extracting(AuditFact::subject, AuditFact::type, AuditFact::reason)
                .containsExactly("name:" + hash, "PASSWORD_RESET", "RESET_REFUSED");
        assertThat(AuditTrail.about(beans, "name:" + hash)).isEmpty();
    }

    @Test
    void wrongCodesOfAUserAreCountedAndOneOfAnHourIsWritten() {
        for (int i = 0; i < 7; i++) {
            tryClaim("0000-0000-0000");
        }
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);

        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("PASSWORD_RESET RESET_REFUSED", "PASSWORD_RESET_REPEATED RESET_REFUSED_6");
    }

    /** Each of them finds the address open before anybody has counted. */
    @Test
    void ofManyParallelCodesOfAnAddressTwentyAreLookedAt() throws Exception {
        String code = issue().code().value();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);

        List<Future<Reason>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String name = "nobody-" + i;
            answers.add(callers.submit(() -> {
                start.await();
                return reason(tryClaim(name, code));
            }));
        }
        callers.shutdown();

        List<Reason> reasons = new ArrayList<>();
        for (Future<Reason> answer : answers) {
            reasons.add(answer.get());
        }
        assertThat(reasons).filteredOn(Reason.RESET_REFUSED::equals).hasSize(20);
        assertThat(reasons).filteredOn(Reason.ADDRESS_THROTTLED::equals).hasSize(CALLERS - 20);
        assertThat(reason(tryClaim(code))).isEqualTo(Reason.ADDRESS_THROTTLED);
    }

    @Test
    void aUserWhoWasLockedMeanwhileClaimsNothing() {
        String code = issue().code().value();
        Users.lock(beans, user.userId());

        assertThat(reason(tryClaim(code))).isEqualTo(Reason.RESET_REFUSED);
    }

    @Test
    void withoutAFactorThatIsLeftOrAUserThereIsNoReset() {
        loseFactor(user.userId());

        assertThat(reason(tryIssue())).isEqualTo(Reason.NO_FACTOR);
        assertThat(reason(tryIssue("nobody.at.all"))).isEqualTo(Reason.UNKNOWN_USER);
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("PASSWORD_RESET_ISSUED NO_FACTOR");
    }

    /** Whose first password an operator chose, and who has proven nothing since. */
    @Test
    void ofAUserWhoNeverHadAFactorNothingElseIsAsked() {
        SignedInUser other = SignedIn.add(beans);
        String before = Users.verifier(beans, other.userId());

        ClaimedReset claimed = claimOf(other);
        assertThat(claimed.asked().question()).isEmpty();
        assertThat(shown(claimed)).contains(claimed.asked());
        assertThat(finish(claimed)).isEqualTo(new Changed());

        assertThat(Users.verifier(beans, other.userId())).isNotEqualTo(before);
        assertThat(SignedIn.isEnded(beans, other)).isTrue();
        assertThat(reason(finish(claimed))).isEqualTo(Reason.RESET_OVER);
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(
                        SecurityEvent.of(other.userId(), SecurityEvent.Kind.RESET_BEGUN),
                        SecurityEvent.of(other.userId(), SecurityEvent.Kind.PASSWORD_RESET));
        assertThat(AuditTrail.of(beans, other.userId()))
                .containsExactly(
                        "PASSWORD_RESET_ISSUED OK",
                        "PASSWORD_RESET_CLAIMED OK",
                        "PASSWORD_RESET_ASKED NONE",
                        "LOGIN_SUPERSEDED OK",
                        "PASSWORD_RESET OK",
                        "PASSWORD_RESET RESET_OVER");
    }

    @Test
    void whatAskedForNothingEndsByItsTime() {
        ClaimedReset claimed = claimOf(SignedIn.add(beans));

        beans.clock().pass(ANSWER_LIFE);

        assertThat(shown(claimed)).isEmpty();
        assertThat(reason(finish(claimed))).isEqualTo(Reason.RESET_EXPIRED);
    }

    /** It came in after the operator's check and proves nothing, and the code alone is not enough any more. */
    @Test
    void whoGetsHisFirstFactorMeanwhileNeedsAnotherCode() {
        SignedInUser other = SignedIn.add(beans);
        String code = granted(tryIssue(other.userName())).code().value();
        SignedInUser third = SignedIn.add(beans);
        ClaimedReset claimed = claimOf(third);

        beans.clock().pass(Duration.ofSeconds(1));
        addNumber(other.userId());
        addNumber(third.userId());

        assertThat(reason(tryClaim(other.userName(), code))).isEqualTo(Reason.RESET_REFUSED);
        assertThat(shown(claimed)).isEmpty();
        assertThat(reason(finish(claimed))).isEqualTo(Reason.RESET_OVER);
    }

    @Test
    void whatAskedForAFactorWantsItsAnswer() {
        ClaimedReset claimed = claim(issue().code().value());

        assertThat(reason(finish(claimed))).isEqualTo(Reason.ANSWER_REQUIRED);

        assertThat(reset(claimed, code(claimed))).isEqualTo(new Changed());
    }

    private ClaimedReset claimOf(SignedInUser other) {
        return granted(tryClaim(
                other.userName(), granted(tryIssue(other.userName())).code().value()));
    }

    private Optional<AskedReset> shown(ClaimedReset claimed) {
        return beans.call(
                PasswordResets.class, resets -> resets.find(claimed.asked().id(), claimed.secret()));
    }

    private PasswordOutcome finish(ClaimedReset claimed) {
        return beans.call(
                PasswordDoor.class,
                door -> door.reset(claimed.asked().id(), claimed.secret(), Optional.empty(), new Password("secret99")));
    }

    private void loseFactor(long userId) {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(userId, beans.clock().instant()));
    }

    @Test
    void whoHasTheSecretIsToldWhatBecameOfTheSmsWhileItsCodeCounts() {
        ClaimedReset claimed = claim(issue().code().value());

        assertThat(delivery(claimed.asked().id(), claimed.secret()))
                .map(CodeDelivery::state)
                .contains(CodeDelivery.State.QUEUED);
        SentCodes.receive(beans, CodePurpose.PASSWORD_RESET, claimed.asked().id(), SmsReceipt.State.EXPIRED);
        assertThat(delivery(claimed.asked().id(), claimed.secret()))
                .map(CodeDelivery::state)
                .contains(CodeDelivery.State.FAILED);
        assertThat(delivery(claimed.asked().id(), "wrong")).isEmpty();
        assertThat(delivery(claimed.asked().id(), "")).isEmpty();
        assertThat(delivery("nothing", claimed.secret())).isEmpty();
        Users.lock(beans, user.userId());
        assertThat(delivery(claimed.asked().id(), claimed.secret()))
                .as("of a locked user")
                .isEmpty();
    }

    @Test
    void aResetThatIsOverTellsNothingMore() {
        ClaimedReset superseded = claim(issue().code().value());
        beans.clock().pass(PAUSE);
        ClaimedReset used = claim(issue().code().value());
        reset(used, code(used));

        assertThat(delivery(superseded.asked().id(), superseded.secret())).isEmpty();
        assertThat(delivery(used.asked().id(), used.secret())).isEmpty();
    }

    private Optional<CodeDelivery> delivery(String id, String secret) {
        return beans.call(PasswordResets.class, resets -> resets.findDelivery(id, secret));
    }

    private Optional<PasswordOutcome> obstacle(ClaimedReset claimed, String secret) {
        return beans.call(
                PasswordResets.class,
                resets -> resets.findObstacle(claimed.asked().id(), secret));
    }

    private IssuedReset issue() {
        return granted(tryIssue());
    }

    private ResetOutcome<IssuedReset> tryIssue() {
        return tryIssue(user.userName());
    }

    private ResetOutcome<IssuedReset> tryIssue(String userName) {
        return beans.call(ResetDesk.class, resets -> resets.issue(userName, "op"));
    }

    private ClaimedReset claim(String code) {
        return granted(tryClaim(code));
    }

    private ResetOutcome<ClaimedReset> tryClaim(String code) {
        return tryClaim(user.userName(), code);
    }

    private ResetOutcome<ClaimedReset> tryClaim(String userName, String code) {
        return beans.call(PasswordResets.class, resets -> resets.claim(userName, code, address));
    }

    private PasswordOutcome reset(ClaimedReset claimed, String typed) {
        return beans.call(
                PasswordDoor.class,
                door -> door.reset(
                        claimed.asked().id(),
                        claimed.secret(),
                        Optional.of(new FactorAnswer.Typed(typed)),
                        new Password("secret99")));
    }

    private String code(ClaimedReset claimed) {
        return SentCodes.get(beans, CodePurpose.PASSWORD_RESET, claimed.asked().id());
    }

    private static Reason reason(ResetOutcome<?> outcome) {
        return refusal(outcome).reason();
    }

    private static Reason reason(PasswordOutcome outcome) {
        return refusal(outcome).reason();
    }

    private String addNumber() {
        return addNumber(user.userId());
    }

    private String addNumber(long userId) {
        return beans.query(
                entities -> Numbers.add(entities, userId, beans.clock().instant()));
    }
}
