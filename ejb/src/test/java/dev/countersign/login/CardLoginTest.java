package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.card.CardShipping;
import dev.countersign.card.CardShipping.End;
import dev.countersign.card.Cards;
import dev.countersign.factor.FactorEnded;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.phone.Numbers;
import dev.countersign.token.Activity;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins with a display card. */
class CardLoginTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Cards card = Cards.active(beans, user.userName());

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
        AttemptView again = granted(beans.call(
                SecondFactor.class,
                factor -> factor.askChallenge(attempt.attempt().id(), attempt.secret())));
        String second = started(again).challenge().orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(reason(door.answer(attempt, card.respond("4711", first)))).isEqualTo(Reason.CARD_WRONG);
        granted(door.answer(attempt, card.respond("4711", second)));
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

    @Test
    void aLostCardAnswersNoLoginThatWaitsForIt() {
        OpenedAttempt attempt = door.open(user.userName());
        String response =
                card.respond("4711", started(attempt.attempt()).challenge().orElseThrow());

        beans.call(CardShipping.class, desk -> desk.end(card.printed(), End.LOST, "ann"));

        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.CARD_WRONG);
        beans.fired(FactorEnded.class)
                .forEach(ended -> beans.run(RemovedFactors.class, removed -> removed.onEnd(ended)));
        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
