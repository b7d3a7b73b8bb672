package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGKILL at chosen and at random points. Only the carrier's counter is believed about what was sent. */
@ExtendWith(ProductExtension.class)
class CrashIT {

    private static final System.Logger LOG = System.getLogger(CrashIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Long enough to kill the server before the carrier answers. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Product product;

    CrashIT(Product product) {
        this.product = product;
    }

    @AfterEach
    void heal() {
        product.inbox().fault("NONE");
    }

    /** Between submit_sm and its answer, and no receipt says anything: the one repeat, with the same text. */
    @Test
    void anUncertainMessageIsRepeatedOnce() {
        TestUser settled = product.operator().newUser();
        awaitDelivery(product.portal().begin(settled));
        TestUser uncertain = product.operator().newUser();
        product.inbox().fault("NO_RECEIPT", 1, LATE);
        Portal.Attempt attempt = submitAndKill(uncertain);
        product.inbox().fault("NONE");

        product.startServer();

        awaitDelivery(attempt);
        List<String> texts = product.inbox().texts(uncertain.number());
        assertThat(texts).hasSize(2);
        assertThat(texts.get(1)).isEqualTo(texts.get(0));
        assertThat(attempt.answer(product.inbox().code(uncertain)).status()).isEqualTo(200);
        assertThat(product.inbox().texts(settled.number())).hasSize(1);
    }

    /** The same point, but the receipt comes: nothing is repeated. */
    @Test
    @Tag("full")
    void aReceiptSparesTheRepeat() {
        TestUser user = product.operator().newUser();
        long before = product.inbox().submitted();
        product.inbox().fault("SLOW", 1, LATE);
        Portal.Attempt attempt = submitAndKill(user);
        product.inbox().fault("NONE");

        product.startServer();

        awaitDelivery(attempt);
        assertThat(product.inbox().texts(user.number())).hasSize(1);
        assertThat(product.inbox().submitted() - before).isEqualTo(1);
    }

    @Test
    @Tag("full")
    void whatWasAnsweredStandsAfterAKillAtAnyMoment() {
        CrashJournal journal = new CrashJournal(product);
        for (int kills = 0; kills < Rounds.of(2, 20); kills++) {
            journal.runUntilKilled();
            product.startServer();
            journal.compare();
        }
        LOG.log(System.Logger.Level.INFO, journal.summary());
    }

    private Portal.Attempt submitAndKill(TestUser user) {
        long before = product.inbox().submitted();
        Portal.Attempt attempt = product.portal().begin(user);
        Eventually.get(
                "submit_sm",
                PATIENCE,
                () -> Optional.of(product.inbox().submitted()).filter(now -> now > before));
        product.killServer();
        return attempt;
    }

    private void awaitDelivery(Portal.Attempt attempt) {
        Eventually.get(
                "receipt",
                PATIENCE,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter("DELIVERED"::equals));
    }
}
