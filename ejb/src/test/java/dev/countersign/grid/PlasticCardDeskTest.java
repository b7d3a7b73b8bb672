package dev.countersign.grid;

import static dev.countersign.grid.GridCards.granted;
import static dev.countersign.grid.GridCards.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.grid.GridShipping.End;
import dev.countersign.grid.PlasticCards.Card;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.AccessRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A plastic card from the stock to its end. What logins have to do with it is tried with online cards: it is one question. */
class PlasticCardDeskTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void aCardThatWasSentOpensNothingUntilTwoOfItsCellsAreTyped() {
        Card card = PlasticCards.ship(beans, user.userName());

        assertThat(shipped())
                .extracting(OwnPlasticCard::shippedAt)
                .containsExactly(beans.clock().instant());
        assertThat(usable()).isEmpty();
        String typed =
                card.serial().substring(0, 5) + " " + card.serial().substring(5).toLowerCase(Locale.ROOT);
        CellPair pair = granted(ask(typed));
        beans.clock().pass(Duration.ofMinutes(1));

        assertThat(granted(activate(typed, card.read(pair).toLowerCase(Locale.ROOT))))
                .isEqualTo(card.serial());

        assertThat(shipped()).isEmpty();
        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.GRID_CARD);
        assertThat(usable()).extracting(OwnedFactor::label).containsExactly(card.serial());
        assertThat(usable().get(0).since()).contains(beans.clock().instant());
        assertThat(usable().get(0).until()).isEmpty();
        assertThat(view(card).state()).isEqualTo(GridState.ACTIVE);
        assertThat(view(card).activatedAt()).contains(beans.clock().instant());
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("GRID_CARD_SHIPPED OK", "GRID_CARD ACTIVE");
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.CARD_SENT, SecurityEvent.Kind.FACTORS_CHANGED);
        assertThat(reason(ask(card.serial()))).as("it is active").isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void theAuditSaysWhichCardAnOperatorSentAndEnded() {
        Card card = PlasticCards.ship(beans, user.userName());
        beans.call(GridShipping.class, desk -> desk.end(card.serial(), End.DEFECTIVE, "ann"));

        String id = beans.call(GridStore.class, store -> store.findPlastic(card.serial()))
                .orElseThrow()
                .id();
        assertThat(AuditTrail.things(beans, user.userId()))
                .containsExactly("GRID_CARD_SHIPPED " + id, "GRID_CARD_ENDED " + id);
    }

    /** Somebody who is in it has the serial and two cells ready when its user ends it. */
    @Test
    void inASessionThatWasEndedNoCardIsActivated() {
        Card card = PlasticCards.ship(beans, user.userName());
        CellPair pair = granted(ask(card.serial()));
        beans.call(Sessions.class, sessions -> sessions.end(user, user.sessionId()));

        assertThat(reason(activate(card.serial(), card.read(pair)))).isEqualTo(Reason.OTHER_LOGIN);

        assertThat(usable()).isEmpty();
    }

    @Test
    void aWrongPairIsBurntAndTheTenthClosesTheSession() {
        Card card = PlasticCards.ship(beans, user.userName());
        CellPair first = granted(ask(card.serial()));

        assertThat(granted(ask(card.serial())))
                .as("only an answer brings another")
                .isEqualTo(first);
        assertThat(reason(activate(card.serial(), "AAAAAA"))).isEqualTo(Reason.CODE_WRONG);
        assertThat(reason(activate(card.serial(), card.read(first))))
                .as("burnt")
                .isEqualTo(Reason.EXPIRED);
        assertThat(granted(ask(card.serial()))).isNotEqualTo(first);
        for (int wrong = 2; wrong <= 10; wrong++) {
            granted(ask(card.serial()));
            assertThat(reason(activate(card.serial(), "AAAAAA"))).isEqualTo(Reason.CODE_WRONG);
        }

        GridRefusal closed = ((GridOutcome.Refused<?>) ask(card.serial())).refusal();
        assertThat(closed.reason()).isEqualTo(Reason.LOCKED);
        assertThat(closed.retryAfter()).isPresent();
        assertThat(reason(activate(card.serial(), "AAAAAA"))).isEqualTo(Reason.LOCKED);
        assertThat(AuditTrail.of(beans, user.userId())).contains("GRID_CARD CODE_WRONG", "GRID_CARD LOCKED");
    }

    @Test
    void withALostCardAllSessionsEndAndWithABrokenOneNone() {
        Card broken = PlasticCards.ship(beans, user.userName());
        granted(end(broken, End.DEFECTIVE));
        assertThat(SignedIn.isEnded(beans, user)).isFalse();

        granted(end(PlasticCards.ship(beans, user.userName()), End.LOST));

        assertThat(SignedIn.isEnded(beans, user)).as("it may be a finder's").isTrue();
    }

    @Test
    void aRoundOfWhichOnlyABurntPairIsLeftEndsEarly() {
        Card card = PlasticCards.ship(beans, user.userName());
        CellPair burnt = granted(ask(card.serial()));
        assertThat(reason(activate(card.serial(), "AAAAAA"))).isEqualTo(Reason.CODE_WRONG);
        leave(card, burnt.first(), burnt.second());

        CellPair next = granted(ask(card.serial()));

        assertThat(next).isNotEqualTo(burnt);
        assertThat(granted(activate(card.serial(), card.read(next)))).isEqualTo(card.serial());
    }

    @Test
    void theCellsOfARoundAreAskedForOnce() {
        Card card = PlasticCards.ship(beans, user.userName());
        leave(card, 1, 2, 3, 4);

        CellPair first = granted(ask(card.serial()));
        assertThat(reason(activate(card.serial(), "AAAAAA"))).isEqualTo(Reason.CODE_WRONG);
        CellPair second = granted(ask(card.serial()));

        assertThat(List.of(first.first(), first.second(), second.first(), second.second()))
                .containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void whatWasAnsweredWronglyInOneLoginIsAskedInNoOther() {
        Card card = activated();
        String id = usable().get(0).ref().id();
        Instant end = beans.clock().instant().plus(Duration.ofMinutes(5));
        String burnt = askedOf(id, "one login", end);
        CodeCheck answer = beans.call(GridQuestions.class, questions -> questions.check(id, "one login", "AAAAAA"));
        assertThat(answer).isEqualTo(CodeCheck.WRONG);
        String[] cells = burnt.split(" ", -1);
        leave(card, Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));

        assertThat(askedOf(id, "another login", end)).isNotEqualTo(burnt).isNotEqualTo(cells[1] + " " + cells[0]);
    }

    private String askedOf(String id, String subject, Instant end) {
        return beans.call(GridQuestions.class, questions -> questions.ask(id, subject, end))
                .text()
                .orElseThrow();
    }

    /** Has all cells of a round typed but some. */
    private void leave(Card card, Integer... cells) {
        String used = IntStream.rangeClosed(1, GridCells.COUNT)
                .mapToObj(cell -> List.of(cells).contains(cell) ? "0" : "1")
                .collect(Collectors.joining());
        assertThat(beans.<Integer>query(
                        entities -> entities.createNativeQuery("update grid_card set used_cells = ?1 where serial = ?2")
                                .setParameter(1, used)
                                .setParameter(2, card.serial())
                                .executeUpdate()))
                .isEqualTo(1);
    }

    @Test
    void aCardOfAnotherOrOfNobodyIsUnknownAndCellsBeforeTheyWereAskedForAreWrong() {
        Card card = PlasticCards.ship(beans, user.userName());
        SignedInUser other = SignedIn.add(beans);

        assertThat(reason(beans.call(PlasticCardDesk.class, desk -> desk.ask(other, card.serial()))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(reason(ask("AAAAAAAAAA"))).isEqualTo(Reason.UNKNOWN);
        assertThat(reason(activate(
                        card.serial(), card.cells().get(0) + card.cells().get(1))))
                .isEqualTo(Reason.CODE_WRONG);
    }

    @Test
    void whoHasAFactorActivatesAfterALoginWithIt() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
        Card card = PlasticCards.ship(beans, user.userName());

        SignedInUser byPassword = SignedIn.openedBy("PASSWORD", user);
        assertThat(reason(beans.call(PlasticCardDesk.class, desk -> desk.ask(byPassword, card.serial()))))
                .isEqualTo(Reason.OTHER_LOGIN);
        granted(ask(card.serial()));
    }

    @Test
    void whoHasNothingButCodesForNeedActivatesAfterALoginByOne() {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.userId(), beans.clock().instant()));
        Card card = PlasticCards.ship(beans, user.userName());
        SignedInUser byPassword = SignedIn.openedBy("PASSWORD", user);
        SignedInUser byCode = SignedIn.openedBy("RECOVERY_CODE", user);

        assertThat(reason(beans.call(PlasticCardDesk.class, desk -> desk.ask(byPassword, card.serial()))))
                .isEqualTo(Reason.OTHER_LOGIN);
        CellPair pair = granted(beans.call(PlasticCardDesk.class, desk -> desk.ask(byCode, card.serial())));
        granted(beans.call(PlasticCardDesk.class, desk -> desk.activate(byCode, card.serial(), card.read(pair))));

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.GRID_CARD);
    }

    /** Whoever listened on the telephone would have a card for good. */
    @Test
    void aSpokenPasscodeActivatesNoCardThatStays() {
        Card card = PlasticCards.ship(beans, user.userName());
        CellPair pair = granted(ask(card.serial()));
        Passcodes.issue(beans, user.userName());
        SignedInUser byPasscode = SignedIn.openedBy("TEMPORARY_PASSCODE", user);

        assertThat(reason(beans.call(PlasticCardDesk.class, desk -> desk.ask(byPasscode, card.serial()))))
                .isEqualTo(Reason.OTHER_LOGIN);
        assertThat(reason(beans.call(
                        PlasticCardDesk.class, desk -> desk.activate(byPasscode, card.serial(), card.read(pair)))))
                .isEqualTo(Reason.OTHER_LOGIN);

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.TEMPORARY_PASSCODE);
    }

    @Test
    void theNextCardTakesThePlaceOfTheOneBefore() {
        Card first = activated();
        String id = usable().get(0).ref().id();
        SignedInUser finder = SignedIn.again(beans, "GRID_CARD", user);
        Card second = activated();

        assertThat(usable()).extracting(OwnedFactor::label).containsExactly(second.serial());
        assertThat(view(first).state()).isEqualTo(GridState.REPLACED);
        assertThat(SignedIn.isEnded(beans, finder)).isTrue();
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
        assertThat(sealed(first)).isEmpty();
        assertThat(sealed(second)).isNotEmpty();
        assertThat(beans.fired(FactorEnded.class))
                .containsExactly(new FactorEnded(user.userId(), new FactorRef(FactorKind.GRID_CARD, id)));
    }

    @Test
    void aCardIsOneOfThoseThatStayAndCountsAsAnSms() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
        activated();

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.GRID_CARD);
        assertThat(FactorKind.GRID_CARD.assurance()).isEqualTo(FactorKind.SMS);
        assertThat(FactorKind.GRID_CARD.compareTo(FactorKind.TOTP)).isPositive();
        assertThat(FactorKind.GRID_CARD.compareTo(FactorKind.SMS)).isNegative();
        assertThat(beans.<GridDesk, Boolean>call(GridDesk.class, desk -> desk.isOffered(user)))
                .as("an online card stands in for something")
                .isFalse();
    }

    @Test
    void itConfirmsChangesAndThreeWrongPairsEndAConfirmation() {
        Card card = activated();
        ConfirmationView asked = Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE);

        assertThat(asked.triesLeft()).isEqualTo(3);
        Totps.add(
                beans,
                user,
                "App",
                Optional.of(new Proof(
                        asked.id(), card.read(asked.question().challenge().orElseThrow()))));
        assertThat(usable())
                .extracting(OwnedFactor::kind)
                .containsExactlyInAnyOrder(FactorKind.TOTP, FactorKind.GRID_CARD);
    }

    @Test
    void whoWantsItNoMoreShredsItAndWhoLostItSaysSo() {
        for (FactorEnd how : FactorEnd.values()) {
            SignedInUser holder = SignedIn.add(beans);
            beans.query(entities ->
                    Numbers.add(entities, holder.userId(), beans.clock().instant()));
            Card card = activated(holder);
            beans.clock().pass(Duration.ofMinutes(3));
            ConfirmationView asked = Confirming.view(beans, holder, ConfirmationPurpose.FACTOR_CHANGE);
            Proof proof =
                    new Proof(asked.id(), card.read(asked.question().challenge().orElseThrow()));
            String id = usable(holder).get(0).ref().id();

            beans.call(OwnFactors.class, own -> own.end(holder, id, how, Optional.of(proof)));

            assertThat(view(card).state()).isEqualTo(how == FactorEnd.LOST ? GridState.LOST : GridState.SHREDDED);
            assertThat(sealed(card)).isEmpty();
            assertThat(usable(holder)).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        }
    }

    /** Whom the help desk helps says whether somebody may have found it. */
    @Test
    void theHelpDeskEndsItAsItsUserSays() {
        for (FactorEnd how : FactorEnd.values()) {
            SignedInUser holder = SignedIn.add(beans);
            Card card = activated(holder);
            String id = usable(holder).get(0).ref().id();

            beans.call(FactorHelpDesk.class, desk -> desk.end(holder.userName(), id, how, "ann"));

            assertThat(view(card).state()).isEqualTo(how == FactorEnd.LOST ? GridState.LOST : GridState.SHREDDED);
        }
    }

    @Test
    void operatorsEndCardsThatUsersHaveAndNoneIsGivenAway() {
        Card active = activated();
        Card sent = PlasticCards.ship(beans, user.userName());
        SignedInUser other = SignedIn.add(beans);

        assertThat(reason(ship(other.userName(), sent))).isEqualTo(Reason.NOT_IN_STOCK);
        assertThat(granted(end(sent, End.DEFECTIVE)).state()).isEqualTo(GridState.DEFECTIVE);
        assertThat(beans.fired(AccessRevoked.class)).isEmpty();
        assertThat(granted(end(active, End.LOST)).state()).isEqualTo(GridState.LOST);

        assertThat(beans.fired(AccessRevoked.class)).containsExactly(new AccessRevoked(user.userId()));
        assertThat(usable()).isEmpty();
        assertThat(shipped()).isEmpty();
        assertThat(sealed(active)).isEmpty();
        assertThat(reason(end(active, End.SHREDDED))).isEqualTo(Reason.UNKNOWN);
        assertThat(reason(ship(other.userName(), active)))
                .as("he could have copied it")
                .isEqualTo(Reason.NOT_IN_STOCK);
        assertThat(beans.fired(FactorEnded.class)).hasSize(2);
        assertThat(AuditTrail.of(beans, user.userId())).contains("GRID_CARD_ENDED DEFECTIVE", "GRID_CARD_ENDED LOST");
    }

    @Test
    void cardsOfTheStockAreNobodysToEndAndNobodyIsSentToAStranger() {
        Card stock =
                new Card(PlasticCards.makeBatch(beans, 1).keySet().iterator().next(), List.of());

        assertThat(reason(end(stock, End.LOST))).isEqualTo(Reason.UNKNOWN);
        assertThat(reason(ship("nobody1", stock))).isEqualTo(Reason.UNKNOWN);
        assertThat(reason(ship(user.userName(), new Card("AAAAAAAAAA", List.of()))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(view(stock).state()).isEqualTo(GridState.IN_STOCK);
        assertThat(view(stock).shippedAt()).isEmpty();
    }

    private Card activated() {
        return activated(user);
    }

    private Card activated(SignedInUser caller) {
        return PlasticCards.activated(beans, caller);
    }

    private GridOutcome<CellPair> ask(String serial) {
        return beans.call(PlasticCardDesk.class, desk -> desk.ask(user, serial));
    }

    private GridOutcome<String> activate(String serial, String typed) {
        return beans.call(PlasticCardDesk.class, desk -> desk.activate(user, serial, typed));
    }

    private GridOutcome<GridCardView> ship(String userName, Card card) {
        return beans.call(GridShipping.class, desk -> desk.ship(userName, card.serial(), "ann"));
    }

    private GridOutcome<GridCardView> end(Card card, End how) {
        return beans.call(GridShipping.class, desk -> desk.end(card.serial(), how, "ann"));
    }

    private List<OwnPlasticCard> shipped() {
        return beans.call(PlasticCardDesk.class, desk -> desk.listShipped(user));
    }

    private GridCardView view(Card card) {
        return beans.call(GridShipping.class, desk -> desk.find(card.serial())).orElseThrow();
    }

    private List<OwnedFactor> usable() {
        return usable(user);
    }

    private List<OwnedFactor> usable(SignedInUser holder) {
        return beans.call(Factors.class, factors -> factors.listUsable(holder.userId()));
    }

    private Optional<Object> sealed(Card card) {
        return beans.query(entities ->
                Optional.ofNullable(entities.createNativeQuery("select cells_sealed from grid_card where serial = ?1")
                        .setParameter(1, card.serial())
                        .getSingleResult()));
    }
}
