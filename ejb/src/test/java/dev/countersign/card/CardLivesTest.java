package dev.countersign.card;

import static dev.countersign.card.Cards.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardLives.KnownLife;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.factor.FactorEnded;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a card after it was sent. */
class CardLivesTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Cards card = Cards.active(beans, user.userName());

    @Test
    void whyACardEndedFirstIsKeptWhenItComesBack() {
        assertThat(life())
                .isEqualTo(new KnownLife(card.id(), card.serial(), CardState.ACTIVE, true, none(), Optional.empty()));

        assertThat(granted(end(CardEnd.STOLEN)).state()).isEqualTo(CardState.STOLEN);
        assertThat(granted(end(CardEnd.RETURNED)).state()).isEqualTo(CardState.RETURNED);

        assertThat(life().end()).contains(CardEnd.STOLEN);
        assertThat(beans.fired(CardEnded.class))
                .containsExactly(new CardEnded(card.id(), CardEnd.STOLEN), new CardEnded(card.id(), CardEnd.RETURNED));
        assertThat(beans.fired(FactorEnded.class)).as("it was one until then").hasSize(1);
        assertThat(beans.fired(SecurityEvent.class)).as("shipped, ended").hasSize(2);
        assertThat(AuditTrail.of(beans, user.userId())).endsWith("CARD_ENDED STOLEN", "CARD_ENDED RETURNED");
    }

    @Test
    void withALostCardAllSessionsEndAndWithABrokenOneNone() {
        Cards broken = Cards.active(beans, user.userName());
        granted(beans.call(CardShipping.class, desk -> desk.end(broken.printed(), CardEnd.DEFECTIVE, "ann")));
        assertThat(SignedIn.isEnded(beans, user)).isFalse();

        granted(end(CardEnd.LOST));

        assertThat(SignedIn.isEnded(beans, user)).as("it may be a finder's").isTrue();
    }

    @Test
    void nothingEndsTwiceOrAfterItCameBack() {
        granted(end(CardEnd.LOST));
        for (CardEnd how : List.of(CardEnd.LOST, CardEnd.STOLEN, CardEnd.DEFECTIVE, CardEnd.BATTERY)) {
            assertThat(reason(end(how))).isEqualTo(Reason.UNKNOWN);
        }
        granted(end(CardEnd.RETURNED));
        assertThat(reason(end(CardEnd.RETURNED))).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void onlyWhatMayFollowFollows() {
        assertThatThrownBy(() -> become(CardState.REPLACED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACTIVE");
        granted(end(CardEnd.BATTERY));
        become(CardState.REPLACED);
        assertThat(life().isReplaceable()).isFalse();
        beans.run(CardLives.class, lives -> lives.keepEnd(card.id()));
        assertThat(life().state()).isEqualTo(CardState.DEFECTIVE);
        assertThat(life().isReplaceable()).isTrue();
    }

    @Test
    void aCardIsOwedWhileItIsAwayAndCostsSomething() {
        assertThat(life().isOwed()).as("in use").isFalse();
        granted(end(CardEnd.DEFECTIVE));
        assertThat(life().isOwed()).isTrue();
        granted(end(CardEnd.RETURNED));
        assertThat(life().isOwed()).isFalse();

        Cards empty = Cards.active(beans, user.userName());
        granted(beans.call(CardShipping.class, desk -> desk.end(empty.printed(), CardEnd.BATTERY, "ann")));
        assertThat(beans.call(CardLives.class, lives -> lives.get(empty.id())).isOwed())
                .isFalse();
    }

    @Test
    void aUsersCardsThatCanBeReplacedAreTheseHeldAndThoseThatEnded() {
        assertThat(replaceable()).containsExactly(card.serial());
        granted(end(CardEnd.LOST));
        assertThat(replaceable()).containsExactly(card.serial());
        granted(end(CardEnd.RETURNED));
        assertThat(replaceable()).isEmpty();
    }

    private List<String> replaceable() {
        return beans.call(CardLives.class, lives -> lives.listReplaceable(user.userId())).stream()
                .map(KnownLife::serial)
                .toList();
    }

    private KnownLife life() {
        return beans.call(CardLives.class, lives -> lives.get(card.id()));
    }

    private CardOutcome<CardView> end(CardEnd how) {
        return beans.call(CardShipping.class, desk -> desk.end(card.printed(), how, "ann"));
    }

    private void become(CardState next) {
        beans.run(CardLives.class, lives -> lives.become(card.id(), next));
    }

    private static Optional<CardEnd> none() {
        return Optional.empty();
    }

    private static Reason reason(CardOutcome<?> outcome) {
        return ((CardOutcome.Refused<?>) outcome).refusal().reason();
    }
}
