package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.token.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long it is known what a card was asked. */
class CardQuestionSweepTest {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Beans beans = new Beans();
    private final Cards card = Cards.active(beans, SignedIn.add(beans).userName());

    /** None is asked twice of one card. */
    @ParameterizedTest
    @EnumSource(names = {"UNRELEASED", "IN_STOCK", "SHIPPED", "ACTIVE"})
    void asLongAsTheCardMayOpenLogins(CardState state) {
        ask();
        put(state);
        beans.clock().pass(Duration.ofDays(365));

        sweep();

        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNRELEASED", "IN_STOCK", "SHIPPED", "ACTIVE"})
    void aDayOfOneThatEnded(CardState state) {
        ask();
        put(state);
        beans.clock().pass(LIFE.plusDays(1));

        sweep();
        assertThat(count()).isEqualTo(1);
        beans.clock().pass(Duration.ofMillis(1));
        sweep();

        assertThat(count()).isZero();
    }

    @Test
    void noStateThatEndsACardLeadsBackToOneInWhichItOpensLogins() {
        for (CardState ended : CardState.values()) {
            if (ended.compareTo(CardState.ACTIVE) > 0) {
                assertThat(ended.leadsTo(CardState.UNRELEASED)
                                || ended.leadsTo(CardState.IN_STOCK)
                                || ended.leadsTo(CardState.SHIPPED)
                                || ended.leadsTo(CardState.ACTIVE))
                        .as(ended.name())
                        .isFalse();
            }
        }
    }

    private void ask() {
        Instant now = beans.clock().instant();
        beans.run(
                CardStore.class,
                store -> store.add(new CardQuestion(
                        store.get(card.id()), "12345678", UUID.randomUUID().toString(), now, now.plus(LIFE))));
    }

    private void put(CardState state) {
        beans.query(entities -> entities.createQuery("update DisplayCard c set c.state = :state where c.id = :id")
                .setParameter("state", state)
                .setParameter("id", card.id().toString())
                .executeUpdate());
    }

    private void sweep() {
        beans.run(CardQuestionSweep.class, CardQuestionSweep::remove);
    }

    private long count() {
        return beans.query(entities -> entities.createQuery(
                        "select count(q) from CardQuestion q where q.cardId = :card", Long.class)
                .setParameter("card", card.id().toString())
                .getSingleResult());
    }
}
