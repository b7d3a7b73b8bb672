package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.card.Cards;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user of an authenticator that moves has a security card as well. */
class MovesByCardTest {

    private static final String CHALLENGE = "482913";
    private static final String RESPONSE = "01234567";

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone fresh = new Phone(beans).withModel("Pixel 9");
    private final UUID first = Activations.activate(beans, user, new Phone(beans));
    private final StandInCard card = new StandInCard(beans.clock(), CHALLENGE, RESPONSE);

    @BeforeEach
    void hasCard() {
        beans.offers(List.of(card));
    }

    @Test
    void itIsAskedInsteadOfTheNumber() {
        BegunByToken begun = begin();

        SentToken asked = granted(moving.send(begun));

        assertThat(asked.challenge()).contains(CHALLENGE);
        assertThat(asked.label()).isEmpty();
        assertThat(asked.expiresAt()).isEqualTo(beans.clock().instant().plus(StandInCard.LIFE));
        assertThat(isSmsSent(begun)).isFalse();
        card.next("111111", "76543210");
        assertThat(granted(moving.send(begun))).as("asked once").isEqualTo(asked);
        assertThat(reason(moving.claim(begun, fresh, "76543210"))).isEqualTo(Reason.TOKEN_WRONG);
        granted(moving.claim(begun, fresh, RESPONSE));
        assertThat(state()).isEqualTo(EnrolmentState.MIGRATED_AWAY);
    }

    @Test
    void whatItShowsCountsUntilTheEndOfTheQuestionAndANewOneMayBeAsked() {
        BegunByToken begun = begin();
        granted(moving.send(begun));
        beans.clock().pass(StandInCard.LIFE);

        assertThat(reason(moving.claim(begun, fresh, RESPONSE))).isEqualTo(Reason.SESSION_EXPIRED);

        card.next("111111", "76543210");
        assertThat(granted(moving.send(begun)).challenge()).contains("111111");
        assertThat(reason(moving.claim(begun, fresh, RESPONSE)))
                .as("of the earlier question")
                .isEqualTo(Reason.TOKEN_WRONG);
        granted(moving.claim(begun, fresh, "76543210"));
    }

    @Test
    void whatALostOneShowsMovesNothingAndNoSmsTakesItsPlace() {
        BegunByToken begun = begin();
        granted(moving.send(begun));
        card.end();

        assertThat(reason(moving.claim(begun, fresh, RESPONSE))).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(reason(moving.send(begun))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(isSmsSent(begun)).isFalse();
        assertThat(state()).isEqualTo(EnrolmentState.ACTIVE);
    }

    /** Whoever has no card could give the wrong answers that block it. */
    @Test
    void whileItIsBlockedNoNumberTakesItsPlace() {
        Instant until = beans.clock().instant().plus(Duration.ofMinutes(15));
        card.block(until);
        BegunByToken begun = begin();

        ActivationOutcome<SentToken> refused = moving.send(begun);

        assertThat(reason(refused)).isEqualTo(Reason.TOO_MANY);
        assertThat(((Refused<?>) refused).refusal().retryAfter())
                .contains(Duration.between(beans.clock().instant(), until));
        assertThat(isSmsSent(begun)).isFalse();
    }

    /** What it shows depends on a counter, on time, or on cells: the server cannot know it beforehand. */
    @Test
    void whereItCannotBeAskedTheUserProvesItInThePortalAndNoNumberTakesItsPlace() {
        beans.offers(List.of());
        Cards.active(beans, user.userName());
        BegunByToken begun = begin();

        assertThat(reason(moving.send(begun))).isEqualTo(Reason.CONFIRMATION_REQUIRED);

        assertThat(isSmsSent(begun)).isFalse();
    }

    @Test
    void oneThatBecameActiveMeanwhileEndsWhatAnSmsBegan() {
        beans.offers(List.of());
        moving.later();
        BegunByToken begun = moving.beginMigration(user, fresh);
        String token = moving.token(begun);
        Cards.active(beans, user.userName());

        assertThat(reason(moving.claim(begun, fresh, token))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(state()).isEqualTo(EnrolmentState.ACTIVE);
        assertThat(number).isNotEmpty();
    }

    private BegunByToken begin() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        granted(moving.repeat(begun, user, Moving.PASSWORD));
        return begun;
    }

    private boolean isSmsSent(BegunByToken begun) {
        return SentCodes.find(beans, CodePurpose.ACTIVATION, begun.activation().toString())
                .isPresent();
    }

    private EnrolmentState state() {
        return beans.call(Authenticators.class, all -> all.get(first)).state();
    }
}
