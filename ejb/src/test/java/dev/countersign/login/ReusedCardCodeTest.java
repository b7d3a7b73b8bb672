package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.Cards;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of a display card that come again after they counted (RFC 4226 section 7.2, RFC 6238 section 5.2). */
class ReusedCardCodeTest {

    private static final String COUNTING = "HOTP-SHA1-6";
    private static final String BY_TIME = "TOTP-SHA1-6-30S";
    private static final String ASKED = "OCRA-1:HOTP-SHA256-8:QN06";
    private static final String REPLAYED = "CARD_CODE CARD_REPLAYED";

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @ParameterizedTest
    @ValueSource(strings = {COUNTING, BY_TIME})
    void inAnotherLoginItIsWrongAndItsUserIsToldOnceInARow(String suite) {
        String code = card(suite).show();
        granted(door.answer(door.open(user.userName()), code));

        assertThat(reason(door.answer(door.open(user.userName()), code))).isEqualTo(Reason.CARD_WRONG);

        assertThat(AuditTrail.of(beans, user.id())).endsWith(REPLAYED, "LOGIN_FACTOR CARD_WRONG");
        assertThat(told()).isEqualTo(1);
        assertThat(reason(door.answer(door.open(user.userName()), code))).isEqualTo(Reason.CARD_WRONG);
        assertThat(told()).isEqualTo(1);
        assertThat(AuditTrail.of(beans, user.id())).filteredOn(REPLAYED::equals).hasSize(2);
    }

    @Test
    void itsUserIsToldAgainOfTheNextThatCounted() {
        Cards card = card(COUNTING);
        for (int time = 1; time <= 2; time++) {
            String code = card.show();
            granted(door.answer(door.open(user.userName()), code));

            assertThat(reason(door.answer(door.open(user.userName()), code))).isEqualTo(Reason.CARD_WRONG);

            assertThat(told()).isEqualTo(time);
        }
    }

    @Test
    void whatIsShownNoMoreOrWasNeverShownIsWrongAndNothingElse() {
        Cards card = card(BY_TIME);
        String code = card.show();
        granted(door.answer(door.open(user.userName()), code));
        beans.clock().pass(Duration.ofSeconds(90));

        assertThat(reason(door.answer(door.open(user.userName()), code))).isEqualTo(Reason.CARD_WRONG);
        assertThat(reason(door.answer(door.open(user.userName()), "0"))).isEqualTo(Reason.CARD_WRONG);

        assertThat(told()).isZero();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain(REPLAYED);
    }

    /** Who has two logins open answers the one with what the other asked. */
    @Test
    void anAnswerToTheChallengeOfAnotherLoginAlarmsNobody() {
        Cards card = card(ASKED);
        String answer = card.respond("", challenge(door.open(user.userName())));

        assertThat(reason(door.answer(door.open(user.userName()), answer))).isEqualTo(Reason.CARD_WRONG);

        assertThat(told()).isZero();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain(REPLAYED);
    }

    private Cards card(String suite) {
        return Cards.active(beans, user.userName(), suite, Optional.empty());
    }

    private static String challenge(OpenedAttempt attempt) {
        return attempt.attempt().started().orElseThrow().challenge().orElseThrow();
    }

    private long told() {
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.kind() == SecurityEvent.Kind.CODE_REUSED)
                .count();
    }
}
