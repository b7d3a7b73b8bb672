package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.MovableClock;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardShipping;
import dev.countersign.card.Cards;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.lockout.HeldTurn;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Activity;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logins with a display card. */
class CardLoginTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Cards card = Cards.active(beans, user.userName());
    private final User owner = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void theChallengeIsAskedAtOnceAndTheResponseAfterTheRightPinOpensTheLogin() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        OpenedAttempt attempt = door.open(user.userName());
        Started started = started(attempt.attempt());

        assertThat(attempt.attempt().factors())
                .as("no SMS beside a card")
                .containsExactly(new Factor(card.id(), "DISPLAY_CARD", card.serial(), true));
        assertThat(started.kind()).isEqualTo("DISPLAY_CARD");
        assertThat(started.state()).isEqualTo("ASKED");
        assertThat(started.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(5)));
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());
        String challenge = started.challenge().orElseThrow();

        Refusal wrong = refusal(door.answer(attempt, card.respond("4712", challenge)));
        assertThat(wrong.reason()).isEqualTo(Reason.CARD_WRONG);
        assertThat(wrong.triesLeft()).contains(4);
        String right = card.respond("4711", challenge);
        granted(door.answer(attempt, right.substring(0, 4) + " " + right.substring(4)));
        CompletedLogin login = granted(door.issueToken(attempt, ""));

        SignedInUser caller = beans.<Sessions, Optional<SignedInUser>>call(
                        Sessions.class,
                        sessions -> sessions.findUser(login.token().value(), Activity.COUNTS))
                .orElseThrow();
        assertThat(caller.session().factor()).isEqualTo("DISPLAY_CARD");
    }

    @Test
    void anotherChallengeTakesThePlaceOfOneThatIsTooOld() {
        OpenedAttempt attempt = door.open(user.userName());
        String first = started(attempt.attempt()).challenge().orElseThrow();
        beans.clock().pass(Duration.ofMinutes(5));

        Refusal late = refusal(door.answer(attempt, card.respond("4711", first)));
        assertThat(late.reason()).isEqualTo(Reason.CARD_EXPIRED);
        assertThat(late.next()).contains(NextStep.CHALLENGE);
        AttemptView again = granted(askChallenge(attempt));
        String second = started(again).challenge().orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(reason(door.answer(attempt, card.respond("4711", first)))).isEqualTo(Reason.CARD_WRONG);
        granted(door.answer(attempt, card.respond("4711", second)));
    }

    /** RFC 6030 section 5: a key is used until its ExpiryDate and no longer. */
    @Test
    void aCardWhoseKeyHasExpiredOpensNothing() {
        Instant end = beans.clock().instant().plus(Duration.ofMinutes(4));
        beans.query(entities -> entities.createNativeQuery("update display_card set valid_until = ?1 where id = ?2")
                .setParameter(1, Timestamp.from(end))
                .setParameter(2, card.id())
                .executeUpdate());
        OpenedAttempt attempt = door.open(user.userName());
        String challenge = started(attempt.attempt()).challenge().orElseThrow();
        beans.clock().pass(Duration.ofMinutes(4));

        assertThat(reason(door.answer(attempt, card.respond("4711", challenge))))
                .isEqualTo(Reason.CARD_WRONG);
        assertThat(reason(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL)))
                .as("a date lets nobody in by the password alone")
                .isEqualTo(Reason.CARD_LAPSED);
    }

    @Test
    void theResponseOfOneLoginIsNoneOfAnother() {
        OpenedAttempt one = door.open(user.userName());
        OpenedAttempt other = door.open(user.userName());
        String response =
                card.respond("4711", started(one.attempt()).challenge().orElseThrow());

        assertThat(reason(door.answer(other, response))).isEqualTo(Reason.CARD_WRONG);
        granted(door.answer(one, response));
    }

    /** As a login does: two users who share a card, and by chance a turn, would wait for each other else. */
    @Test
    @Timeout(60)
    void anAnswerTakesTheTurnBeforeTheCard() throws Exception {
        OpenedAttempt attempt = door.open(user.userName());

        LoginOutcome<AttemptState> answer = HeldTurn.behind(
                beans,
                Lane.ofUser(user.id(), ""),
                () -> door.answer(attempt, "00000000"),
                () -> assertThat(card.isFree()).isTrue());

        assertThat(reason(answer)).isEqualTo(Reason.CARD_WRONG);
    }

    @Test
    void ofTwoCardsTheOneThatIsChosenAnswers() {
        Cards second = Cards.active(beans, user.userName());
        OpenedAttempt attempt = door.open(user.userName());

        AttemptView chosen =
                granted(beans.call(SecondFactor.class, factor -> factor.choose(attempt.key(), second.id())));

        assertThat(chosen.factors())
                .filteredOn(Factor::isDefault)
                .extracting(Factor::id)
                .containsExactly(second.id());
        granted(door.answer(
                attempt, second.respond("4711", started(chosen).challenge().orElseThrow())));
    }

    @Test
    void aBlockedCardIsNotAskedAndTheTimeIsNamed() {
        for (int login = 0; login < 2; login++) {
            OpenedAttempt attempt = door.open(user.userName());
            for (int i = 0; i < (login == 0 ? 3 : 2); i++) {
                assertThat(reason(door.answer(attempt, "00000000"))).isEqualTo(Reason.CARD_WRONG);
            }
        }

        Refusal blocked = refusal(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL));

        assertThat(blocked.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(blocked.retryAfter()).contains(Duration.ofMinutes(15));
        beans.clock().pass(Duration.ofMinutes(15));
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(
                attempt,
                card.respond("4711", started(attempt.attempt()).challenge().orElseThrow())));
    }

    /** Whenever in the course of it: what was seen of the card once is what is told. */
    @Test
    void aCardWhoseRestEndsWhileALoginBeginsIsAskedOrRefused() {
        beans.set("countersign.card.challenges-per-hour", "100");
        for (int looks = 0; looks < 40; looks++) {
            block(beans.clock().instant().plusMillis(1));
            beans.give(Clock.class, new MovingClock(beans.clock(), looks));

            LoginOutcome<OpenedAttempt> begun = door.begin(user.userName(), PASSWORD, ClientKind.PORTAL);

            assertThat(begun instanceof LoginOutcome.Granted || reason(begun) == Reason.CHALLENGE_LIMIT)
                    .as(begun.toString())
                    .isTrue();
        }
    }

    /** Moves on once, after so many looks. */
    private static final class MovingClock extends Clock {

        private final MovableClock clock;
        private int looks;

        MovingClock(MovableClock clock, int looks) {
            this.clock = clock;
            this.looks = looks;
        }

        @Override
        public Instant instant() {
            if (looks == 0) {
                clock.pass(Duration.ofMillis(1));
            }
            looks--;
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void block(Instant until) {
        beans.query(entities -> entities.createNativeQuery("update display_card set blocked_until = ?1 where id = ?2")
                .setParameter(1, Timestamp.from(until))
                .setParameter(2, card.id())
                .executeUpdate());
    }

    @Test
    void aCardIsAskedSoOftenAnHourAndWhoHasAnotherFactorIsAskedForThatOne() {
        beans.set("countersign.card.challenges-per-hour", "3");
        OpenedAttempt attempt = door.open(user.userName());
        granted(askChallenge(attempt));
        beans.clock().pass(Duration.ofMinutes(1));
        String last = started(granted(askChallenge(attempt))).challenge().orElseThrow();

        Refusal tooOften = refusal(askChallenge(attempt));

        assertThat(tooOften.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(tooOften.retryAfter()).contains(Duration.ofMinutes(59));
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_CHALLENGE CHALLENGE_LIMIT");
        assertThat(reason(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL)))
                .as("another login uses up no more either")
                .isEqualTo(Reason.CHALLENGE_LIMIT);
        Cards other = Cards.active(beans, user.userName());
        assertThat(started(door.open(user.userName()).attempt()).kind()).isEqualTo("DISPLAY_CARD");
        assertThat(asked(other)).as("the next factor is asked").isEqualTo(1);
        granted(door.answer(attempt, card.respond("4711", last)));
        beans.clock().pass(Duration.ofMinutes(59));
        door.open(user.userName());
        assertThat(asked(card)).isEqualTo(4);
    }

    @Test
    void aCardThatRanAwayIsAskedTwiceWithinTheSameLimit() {
        beans.set("countersign.card.challenges-per-hour", "2");
        Cards counting = counting();
        OpenedAttempt attempt = door.open(owner.userName());
        counting.press(500);
        List<Question> asked = granted(askTwice(attempt));

        assertThat(reason(askTwice(attempt))).isEqualTo(Reason.CHALLENGE_LIMIT);
        String first = counting.respond("", text(asked.get(0)));
        assertThat(reason(resynchronise(attempt, first, counting.respond("", text(asked.get(1))))))
                .as("the pair is looked at; what is asked anew is not")
                .isEqualTo(Reason.CHALLENGE_LIMIT);
        beans.clock().pass(Duration.ofHours(1));
        OpenedAttempt next = door.open(owner.userName());
        granted(door.answer(next, counting.respond("", challenge(next))));
    }

    /** Its questions are left alone before they are so few that drawing one takes long. */
    @Test
    @Timeout(60)
    void aCardThatWasAskedNineOfTenIsAskedNoMoreAndNoSmsTakesItsPlace() {
        Cards shortOne = Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:QN04", Optional.empty());
        shortOne.ship(owner.userName());
        beans.query(entities -> Numbers.add(entities, owner.id(), beans.clock().instant()));
        wear(shortOne, 8_099);
        beans.clock().pass(Duration.ofDays(15));
        door.open(owner.userName());

        Refusal worn = refusal(door.begin(owner.userName(), PASSWORD, ClientKind.PORTAL));

        assertThat(worn.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(worn.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(worn.retryAfter()).isEmpty();
    }

    private void wear(Cards worn, int questions) {
        Instant now = beans.clock().instant();
        beans.query(entities -> entities.createNativeQuery(
                        "insert into card_question (id, card_id, question, subject, created_at, expires_at)"
                                + " select random_uuid(), ?1, cast(x as varchar), 'worn', ?2, ?2 from system_range(1000, ?3)")
                .setParameter(1, worn.id())
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, 999 + questions)
                .executeUpdate());
    }

    private long asked(Cards one) {
        return beans.query(entities -> ((Number)
                        entities.createNativeQuery("select count(*) from card_question where card_id = ?1")
                                .setParameter(1, one.id())
                                .getSingleResult())
                .longValue());
    }

    private LoginOutcome<AttemptView> askChallenge(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.askChallenge(attempt.key()));
    }

    @Test
    void aLostCardAnswersNoLoginThatWaitsForIt() {
        OpenedAttempt attempt = door.open(user.userName());
        String response =
                card.respond("4711", started(attempt.attempt()).challenge().orElseThrow());

        beans.call(CardShipping.class, desk -> desk.end(card.printed(), CardEnd.LOST, "ann"));

        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.CARD_WRONG);
        beans.fired(FactorEnded.class)
                .forEach(ended -> beans.run(RemovedFactors.class, removed -> removed.onEnd(ended)));
        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void aCardThatRanAwayIsFoundByTwoAnswersAndTheLoginAsksOnceMore() {
        Cards counting = counting();
        OpenedAttempt attempt = door.open(owner.userName());
        counting.press(500);
        assertThat(reason(door.answer(attempt, counting.respond("", challenge(attempt)))))
                .isEqualTo(Reason.CARD_WRONG);

        List<Question> asked = granted(askTwice(attempt));
        String first = counting.respond("", text(asked.get(0)));
        String second = counting.respond("", text(asked.get(1)));
        AttemptView found = granted(resynchronise(attempt, first, second));

        assertThat(found.state()).as("two old answers open nothing").isEqualTo(AttemptState.FACTOR_PENDING);
        String next = started(found).challenge().orElseThrow();
        assertThat(started(found).triesLeft()).isEqualTo(4);
        granted(door.answer(attempt, counting.respond("", next)));
    }

    @Test
    void aWrongPairCostsATryAndTheLastOneEndsTheLogin() {
        counting();
        OpenedAttempt attempt = door.open(owner.userName());
        granted(askTwice(attempt));
        for (int left = 4; left > 0; left--) {
            Refusal wrong = refusal(resynchronise(attempt, "00000000", "00000000"));
            assertThat(wrong.reason()).isEqualTo(Reason.CARD_WRONG);
            assertThat(wrong.triesLeft()).contains(left);
        }

        assertThat(refusal(resynchronise(attempt, "00000000", "00000000")).next())
                .as("the fifth wrong answer in a row")
                .containsExactly(NextStep.NEW_LOGIN);
        assertThat(reason(resynchronise(attempt, "00000000", "00000000"))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(beans.<Lockout, Optional<Instant>>call(
                        Lockout.class, lockout -> lockout.lockedUntil(Lane.ofUser(owner.id(), ""))))
                .as("five are not ten")
                .isEmpty();
        beans.clock().pass(Duration.ofMinutes(15));
        OpenedAttempt next = door.open(owner.userName());
        granted(askTwice(next));
        for (int i = 0; i < 5; i++) {
            resynchronise(next, "00000000", "00000000");
        }
        assertThat(beans.<Lockout, Optional<Instant>>call(
                        Lockout.class, lockout -> lockout.lockedUntil(Lane.ofUser(owner.id(), "any device"))))
                .as("ten are")
                .isPresent();
    }

    @Test
    void onlyALoginThatWaitsForACardThatRunsAwayIsResynchronised() {
        OpenedAttempt still = door.open(user.userName());
        assertThat(reason(askTwice(still))).isEqualTo(Reason.OTHER_WAY);
        User phone = Users.add(beans, PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, phone.id(), beans.clock().instant()));
        assertThat(reason(askTwice(door.open(phone.userName())))).isEqualTo(Reason.OTHER_WAY);
    }

    private Cards counting() {
        Cards counting = Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:C-QN06", Optional.empty());
        counting.ship(owner.userName());
        beans.clock().pass(Duration.ofDays(15));
        return counting;
    }

    private String challenge(OpenedAttempt attempt) {
        return started(attempt.attempt()).challenge().orElseThrow();
    }

    private static String text(Question question) {
        return question.text().orElseThrow();
    }

    private LoginOutcome<List<Question>> askTwice(OpenedAttempt attempt) {
        return beans.call(
                Resynchronisation.class, desk -> desk.ask(attempt.attempt().id(), attempt.secret()));
    }

    private LoginOutcome<AttemptView> resynchronise(OpenedAttempt attempt, String first, String second) {
        return beans.call(
                Resynchronisation.class,
                desk -> desk.answer(attempt.attempt().id(), attempt.secret(), new TwoCodes(first, second)));
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
