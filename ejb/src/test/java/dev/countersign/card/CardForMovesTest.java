package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.move.AskedCard;
import dev.countersign.move.Moves;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardForMovesTest {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final String subject = UUID.randomUUID().toString();

    @Test
    void theServerKnowsWhatTheCardWillShow() {
        Cards card = Cards.active(beans, user.userName());

        AskedCard asked = ask().orElseThrow();

        assertThat(asked.response()).isEqualTo(card.respond("4711", asked.challenge()));
        assertThat(asked.expiresAt()).isEqualTo(beans.clock().instant().plus(LIFE));
        assertThat(ask().orElseThrow().challenge()).isNotEqualTo(asked.challenge());
    }

    @Test
    void whoeverHasNoCardThatIsActiveIsSentAnSms() {
        assertThat(ask()).isEmpty();
        Cards.inStock(beans, KeyFileForTests.SUITE, Optional.of("4711")).ship(user.userName());
        assertThat(ask()).isEmpty();
    }

    /** Logins ask it as well, and no SMS takes its place. */
    @Test
    void aCardThatWasNotActivatedInTimeIsAsked() {
        Cards card = Cards.inStock(beans, KeyFileForTests.SUITE, Optional.of("4711"));
        card.ship(user.userName());

        beans.clock().pass(Duration.ofDays(14));
        assertThat(ask()).as("the last moment to activate it").isEmpty();
        assertThat(hasCard()).isFalse();
        beans.clock().pass(Duration.ofMillis(1));

        AskedCard asked = ask().orElseThrow();
        assertThat(asked.response()).isEqualTo(card.respond("4711", asked.challenge()));
        assertThat(openUntil()).contains(asked.expiresAt());
        assertThat(hasCard()).isTrue();
        block(card, beans.clock().instant().plusSeconds(1));
        assertThat(blockedUntil()).contains(beans.clock().instant().plusSeconds(1));
    }

    /** Its PIN came neither with it nor from its user, so that nobody knows what it shows; logins do not ask it either. */
    @Test
    void aCardWhosePinNobodyKnowsIsNotAsked() {
        Cards.inStock(beans, KeyFileForTests.SUITE, Optional.empty()).ship(user.userName());
        beans.clock().pass(Duration.ofDays(15));

        assertThat(ask()).isEmpty();
        assertThat(hasCard()).isFalse();
    }

    @Test
    void aCardWithACounterIsNotAskedBecauseWhatItShowsDependsOnItsHolder() {
        Cards card = Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:C-QN06", Optional.empty());
        card.ship(user.userName());
        beans.run(
                CardStore.class,
                store -> store.listBySerial(card.serial())
                        .get(0)
                        .activate(beans.clock().instant()));

        assertThat(ask()).isEmpty();
    }

    @Test
    void aBlockedCardIsNotAskedAndSaysUntilWhen() {
        Cards card = Cards.active(beans, user.userName());
        assertThat(blockedUntil()).isEmpty();
        Instant until = beans.clock().instant().plus(Duration.ofMinutes(15));
        block(card, until);

        assertThat(ask()).isEmpty();
        assertThat(blockedUntil()).contains(until);

        Cards.active(beans, user.userName());
        assertThat(blockedUntil()).as("the other one is asked").isEmpty();
        assertThat(ask()).isPresent();
    }

    @Test
    void whatItShowsCountsForFiveMinutes() {
        Cards.active(beans, user.userName());
        assertThat(openUntil()).as("nothing was asked").isEmpty();
        Instant end = ask().orElseThrow().expiresAt();

        beans.clock().pass(LIFE.minusMillis(1));
        assertThat(openUntil()).contains(end);
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(openUntil()).isEmpty();
        Instant next = ask().orElseThrow().expiresAt();
        assertThat(openUntil()).contains(next);
    }

    @Test
    void whatALostCardShowsCountsNoMore() {
        Cards card = Cards.active(beans, user.userName());
        ask();

        beans.run(
                CardStore.class,
                store -> store.listBySerial(card.serial())
                        .get(0)
                        .end(CardEnd.LOST, beans.clock().instant()));

        assertThat(openUntil()).isEmpty();
    }

    @Test
    void whatABlockedCardShowsCountsNotWhileItIs() {
        Cards card = Cards.active(beans, user.userName());
        Instant end = ask().orElseThrow().expiresAt();
        block(card, beans.clock().instant().plus(Duration.ofMinutes(1)));

        assertThat(openUntil()).isEmpty();

        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(openUntil()).contains(end);
    }

    @Test
    void aCardThatWasAskedTooOftenIsNotAskedAndNoSmsTakesItsPlace() {
        beans.set("countersign.card.challenges-per-hour", "1");
        Cards.active(beans, user.userName());
        assertThat(ask()).isPresent();

        assertThat(ask()).isEmpty();
        assertThat(blockedUntil()).contains(beans.clock().instant().plus(Duration.ofHours(1)));
    }

    @Test
    void whereNoCardIsAskedNoneIsBlocked() {
        assertThat(blockedUntil()).isEmpty();
    }

    private boolean hasCard() {
        return beans.call(Moves.class, moves -> moves.hasCard(user.userId()));
    }

    private void block(Cards card, Instant until) {
        beans.run(
                CardStore.class,
                store -> store.listBySerial(card.serial()).get(0).countWrong(1, until));
    }

    private Optional<Instant> openUntil() {
        return beans.call(CardForMoves.class, cards -> cards.openUntil(user.userId(), subject));
    }

    private Optional<Instant> blockedUntil() {
        return beans.call(CardForMoves.class, cards -> cards.blockedUntil(user.userId()));
    }

    private Optional<AskedCard> ask() {
        return beans.call(CardForMoves.class, cards -> cards.ask(user.userId(), subject));
    }
}
