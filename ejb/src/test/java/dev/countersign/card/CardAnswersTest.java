package dev.countersign.card;

import static dev.countersign.card.Cards.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an answer does to the card that gave it, and whose card it is. */
class CardAnswersTest {

    private static final String PLAIN = "OCRA-1:HOTP-SHA256-8:QN06";
    private static final String COUNTING = "OCRA-1:HOTP-SHA256-8:C-QN06";

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final String login = UUID.randomUUID().toString();

    @Test
    void aResponseIsRightOnce() {
        Cards card = active(PLAIN);
        String response = card.respond("", asked(card));

        assertThat(check(card, response)).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(card, response)).isEqualTo(CodeCheck.EXPIRED);
    }

    @Test
    void theCounterGoesOnBehindTheOneThatAnswered() {
        Cards card = active(COUNTING);
        card.press(5);
        String response = card.respond("", asked(card));

        assertThat(check(card, response)).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(card, response)).as("its counter is behind").isEqualTo(CodeCheck.WRONG);
        assertThat(check(card, card.respond("", asked(card)))).isEqualTo(CodeCheck.RIGHT);
    }

    @Test
    void aQuestionThatWasTakenBackIsOver() {
        Cards card = active(PLAIN);
        String response = card.respond("", asked(card));

        beans.run(CardFactor.class, factor -> factor.end(card.id(), login));

        assertThat(check(card, response)).isEqualTo(CodeCheck.EXPIRED);
    }

    @Test
    void aRightAnswerForgetsTheWrongOnesBeforeIt() {
        Cards card = active(PLAIN);
        for (int round = 0; round < 2; round++) {
            String question = asked(card);
            for (int i = 0; i < 4; i++) {
                assertThat(check(card, "00000000")).isEqualTo(CodeCheck.WRONG);
            }
            assertThat(check(card, card.respond("", question))).isEqualTo(CodeCheck.RIGHT);
        }
    }

    @Test
    void whoAnswersALoginWithACardHasActivatedIt() {
        Cards card = Cards.inStock(beans, PLAIN, Optional.empty());
        card.ship(user.userName());
        beans.clock().pass(Duration.ofDays(15));

        assertThat(check(card, card.respond("", asked(card)))).isEqualTo(CodeCheck.RIGHT);

        assertThat(found(card).isIn(CardState.ACTIVE)).isTrue();
        assertThat(found(card).activatedAt()).contains(beans.clock().instant());
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("CARD_SHIPPED OK", "CARD ACTIVE");
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(
                        SecurityEvent.of(user.userId(), SecurityEvent.Kind.CARD_SENT),
                        SecurityEvent.of(user.userId(), SecurityEvent.Kind.FACTORS_CHANGED));

        assertThat(check(card, card.respond("", asked(card)))).isEqualTo(CodeCheck.RIGHT);
        assertThat(AuditTrail.of(beans, user.userId())).as("once").hasSize(2);
        assertThat(beans.fired(SecurityEvent.class)).as("once").hasSize(2);
    }

    @Test
    void aCardThatItsOwnerWantsNoMoreIsLost() {
        Cards card = active(PLAIN);

        beans.run(CardFactor.class, factor -> factor.end(card.id(), FactorEnd.REMOVED));

        assertThat(found(card).isIn(CardState.LOST)).isTrue();
        assertThat(check(card, "00000000")).isEqualTo(CodeCheck.WRONG);
    }

    @Test
    void whomACardIsSharedWithGivesBackHisPartAlone() {
        SignedInUser owner = SignedIn.add(beans);
        Cards card = Cards.active(beans, owner.userName());
        CardShare share = beans.query(entities -> {
            CardShare made = new CardShare(
                    entities.find(DisplayCard.class, card.id()),
                    user.userId(),
                    ShareState.ACTIVE,
                    beans.clock().instant());
            entities.persist(made);
            return made;
        });

        beans.run(CardFactor.class, factor -> factor.end(share.id(), FactorEnd.REMOVED));

        assertThat(found(card).isIn(CardState.ACTIVE)).isTrue();
        assertThat(beans.<ShareState>query(
                        entities -> entities.find(CardShare.class, share.id()).state()))
                .isEqualTo(ShareState.REMOVED);
        assertThat(beans.fired(SecurityEvent.class))
                .last()
                .isEqualTo(SecurityEvent.of(owner.userId(), SecurityEvent.Kind.CARD_SHARE_ENDED));
    }

    @Test
    void oneSerialOfTwoManufacturersIsNamedWithItsManufacturer() {
        String serial = KeyFileForTests.newSerial();
        for (String manufacturer : new String[] {"Acme", "Zenith"}) {
            Cards.importFile(
                    beans,
                    "serial,manufacturer,suite,secret\n" + serial + "," + manufacturer + "," + PLAIN + ","
                            + "0f".repeat(32));
        }

        assertThat(reason(ship(new Printed(serial, Optional.empty())))).isEqualTo(Reason.AMBIGUOUS);
        granted(ship(new Printed(serial, Optional.of("Zenith"))));
        assertThat(reason(ship(new Printed(serial, Optional.of("Nobody"))))).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aCardIsGivenAwayWithinItsTimeAlone() {
        String serial = KeyFileForTests.newSerial();
        String start = beans.clock().instant().plus(Duration.ofDays(1)).toString();
        Cards.importFile(
                beans,
                "serial,manufacturer,suite,secret,validFrom\n" + serial + ",Acme," + PLAIN + "," + "0f".repeat(32) + ","
                        + start);

        assertThat(reason(ship(new Printed(serial, Optional.empty())))).isEqualTo(Reason.NOT_IN_STOCK);
        beans.clock().pass(Duration.ofDays(1));
        granted(ship(new Printed(serial, Optional.empty())));
    }

    @Test
    void aNewCardIsActivatedByItsUserAloneAndNotAfterAPassword() {
        Cards card = Cards.inStock(beans, PLAIN, Optional.empty());
        card.ship(user.userName());
        SignedInUser other = SignedIn.add(beans);
        assertThat(reason(beans.call(OwnCards.class, own -> own.ask(other, card.serial(), Optional.empty()))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(reason(beans.call(OwnCards.class, own -> own.answer(other, card.serial(), "00000000"))))
                .isEqualTo(Reason.UNKNOWN);
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));

        SignedInUser byPassword = SignedIn.openedBy("PASSWORD", user);
        assertThat(reason(beans.call(OwnCards.class, own -> own.ask(byPassword, card.serial(), Optional.empty()))))
                .isEqualTo(Reason.OTHER_LOGIN);
    }

    /** Whoever asks before he takes an answer holds what he was told: the other user of the card may give the last wrong one at the moment. */
    @Test
    void whoAsksWhetherTheCardIsBlockedHasItsRowLocked() {
        Cards card = active(PLAIN);

        beans.run(CardFactor.class, factor -> {
            assertThat(factor.blockedUntil(card.id())).isEmpty();
            assertThat(beans.<List<?>>query(entities -> entities.createNativeQuery(
                                    "select id from display_card where id = ?1 for update skip locked")
                            .setParameter(1, card.id())
                            .getResultList()))
                    .isEmpty();
        });
    }

    private Cards active(String suite) {
        return Cards.active(beans, user.userName(), suite, Optional.empty());
    }

    private String asked(Cards card) {
        return beans.call(
                        CardFactor.class,
                        factor -> factor.ask(
                                card.id(), login, beans.clock().instant().plus(Duration.ofMinutes(5))))
                .text()
                .orElseThrow();
    }

    private CodeCheck check(Cards card, String typed) {
        return beans.call(CardFactor.class, factor -> factor.check(card.id(), login, typed));
    }

    private DisplayCard found(Cards card) {
        return beans.query(entities -> entities.find(DisplayCard.class, card.id()));
    }

    private CardOutcome<CardView> ship(Printed printed) {
        return beans.call(CardShipping.class, desk -> desk.ship(user.userName(), printed, "ann"));
    }

    private static Reason reason(CardOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }
}
