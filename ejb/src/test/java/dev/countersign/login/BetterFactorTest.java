package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that were begun before their user got a better factor: for the rest of their time they open nothing the old way. */
class BetterFactorTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void anSmsOpensNothingOnceTheUserHasAnApp() {
        addNumber();
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        Totps app = addApp();

        Refusal refusal = refusal(door.answer(attempt, code));

        assertThat(refusal.reason()).isEqualTo(Reason.OTHER_WAY);
        assertThat(refusal.next()).containsExactly(NextStep.NEW_LOGIN);
        assertThat(refusal.triesLeft()).isEmpty();
        assertThat(granted(door.find(attempt)).factors())
                .extracting(AttemptView.Factor::kind)
                .containsExactly("TOTP");
        granted(choose(attempt, app.id()));
        assertThat(granted(door.answer(attempt, app.code()))).isEqualTo(AttemptState.AUTHENTICATED);
        granted(door.issueToken(attempt, ""));
    }

    @Test
    void noFurtherSmsIsSentForALoginThatItWouldNotOpen() {
        String number = addNumber();
        OpenedAttempt attempt = door.open(user.userName());
        addApp();
        beans.clock().pass(Duration.ofMinutes(2));

        assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.OTHER_WAY);
        assertThat(reason(choose(attempt, number))).isEqualTo(Reason.OTHER_WAY);

        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEqualTo(1);
    }

    @Test
    void whatAnSmsHasAnsweredYieldsNoSessionOnceTheUserHasAnApp() {
        addNumber();
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        granted(door.answer(attempt, code));
        addApp();

        assertThat(reason(door.answer(attempt, code))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.OTHER_WAY);
        assertThat(reason(beans.call(
                        SecondFactor.class,
                        factor -> factor.openSession(attempt.key(), new BroughtCookies("", Optional.empty())))))
                .isEqualTo(Reason.OTHER_WAY);
    }

    @Test
    void aPasswordAloneYieldsNoSessionOnceTheUserHasAFactor() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(door.state(attempt)).isEqualTo(AttemptState.AUTHENTICATED);
        addNumber();

        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.OTHER_WAY);
    }

    @Test
    void whereNoFactorIsNeededAPasswordYieldsASessionStill() {
        User player = Users.add(beans, PASSWORD, new Account(Account.Kind.PAPER, Account.State.OPEN));
        OpenedAttempt attempt = door.open(player.userName());
        beans.query(entities -> Numbers.add(entities, player.id(), beans.clock().instant()));

        granted(door.issueToken(attempt, ""));
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    /** Set up in another session. */
    private Totps addApp() {
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        return Totps.add(beans, caller, "Other app");
    }

    private LoginOutcome<AttemptView> choose(OpenedAttempt attempt, String factor) {
        return beans.call(SecondFactor.class, second -> second.choose(attempt.key(), factor));
    }
}
