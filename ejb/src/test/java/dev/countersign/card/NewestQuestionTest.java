package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.token.SignedIn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Questions to one card that nodes asked whose clocks differ. */
class NewestQuestionTest {

    private final Beans beans = new Beans();
    private final Cards card = Cards.active(beans, SignedIn.add(beans).userName());
    private final String subject = UUID.randomUUID().toString();

    @Test
    void theOneThatHasNotEndedCountsWhateverTheClocksSay() {
        Instant now = beans.clock().instant();
        ask("11111111", now.plusSeconds(1), Optional.of(now.plusSeconds(1)));
        ask("22222222", now, Optional.empty());

        Optional<CardQuestion> newest = beans.call(CardStore.class, store -> store.findNewestQuestion(subject));

        assertThat(newest.map(CardQuestion::question)).contains("22222222");
    }

    private void ask(String digits, Instant asked, Optional<Instant> ended) {
        beans.run(CardStore.class, store -> {
            CardQuestion question =
                    new CardQuestion(store.get(card.id()), digits, subject, asked, asked.plusSeconds(300));
            ended.ifPresent(question::end);
            store.add(question);
        });
    }
}
