package dev.countersign.helpdesk;

import static dev.countersign.helpdesk.IdentityElement.CALL_BACK;
import static dev.countersign.helpdesk.IdentityElement.SECURITY_QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardShipping;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.card.CardView;
import dev.countersign.card.Cards;
import dev.countersign.cardorder.CardOrderOutcome;
import dev.countersign.cardorder.OrderFile;
import dev.countersign.grid.GridCardView;
import dev.countersign.grid.GridOutcome;
import dev.countersign.grid.GridShipping;
import dev.countersign.grid.PlasticCards;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.mail.EmailAddress;
import dev.countersign.user.Account;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.User;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import dev.countersign.user.UserChange.NewEmail;
import dev.countersign.user.UserView;
import dev.countersign.user.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that a caller could have changed to his own advantage are changed for nobody but the user himself. */
@Timeout(60)
class RecordDeskTest {

    private static final Optional<IdentityCheck> NONE = Optional.empty();
    private static final Optional<IdentityCheck> RIGHT = check(true);
    private static final Optional<IdentityCheck> WRONG = check(false);
    private static final Optional<EmailAddress> OTHERS = Optional.of(EmailAddress.of("other@example.com"));

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);

    @Test
    void aCardOfAUserEndsForHimAlone() {
        Cards card = Cards.active(beans, user.userName());

        for (Optional<IdentityCheck> unproven : List.of(NONE, WRONG)) {
            assertThat(reason(end(card, CardEnd.LOST, unproven))).isEqualTo(Reason.IDENTITY_UNPROVEN);
            assertThat(reason(end(card, CardEnd.RETURNED, unproven))).isEqualTo(Reason.IDENTITY_UNPROVEN);
        }
        assertThat(AuditTrail.of(beans, user.id())).endsWith("CARD_ENDED IDENTITY_UNPROVEN");
        assertThat(KeptChecks.of(beans, user.id())).hasSize(2);

        assertThat(((Done<CardOutcome<CardView>>) end(card, CardEnd.LOST, RIGHT)).value())
                .isInstanceOf(CardOutcome.Granted.class);
        assertThat(KeptChecks.of(beans, user.id())).hasSize(3);
        assertThat(((Done<CardOutcome<CardView>>) end(card, CardEnd.RETURNED, NONE)).value())
                .as("it came back by mail, and nobody has called")
                .isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void aCardOfTheStockIsNobodys() {
        Cards card = Cards.inStock(beans, "OCRA-1:HOTP-SHA1-6:QN08", Optional.empty());

        assertThat(((Done<CardOutcome<CardView>>) end(card, CardEnd.LOST, NONE)).value())
                .isInstanceOf(CardOutcome.Refused.class);
    }

    @Test
    void aCardIsReplacedForItsUserAlone() {
        assertThat(reason(replace(user.userName(), NONE))).isEqualTo(Reason.IDENTITY_UNPROVEN);
        assertThat(reason(replace(user.userName(), WRONG))).isEqualTo(Reason.IDENTITY_UNPROVEN);
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly("CARD_ORDER IDENTITY_UNPROVEN", "CARD_ORDER IDENTITY_UNPROVEN");

        assertThat(replace(user.userName(), RIGHT)).as("he had none").isInstanceOf(Done.class);
        assertThat(replace("nobody-0", NONE)).isInstanceOf(Done.class);
    }

    @Test
    void aKnownMailAddressMovesForItsUserAlone() {
        assertThat(view(mail(Optional.of(EmailAddress.of("anna@example.com")), NONE)))
                .as("the first one")
                .isPresent();

        for (Optional<EmailAddress> next : List.of(OTHERS, Optional.<EmailAddress>empty())) {
            assertThat(reason(mail(next, NONE))).isEqualTo(Reason.IDENTITY_UNPROVEN);
            assertThat(reason(mail(next, WRONG))).isEqualTo(Reason.IDENTITY_UNPROVEN);
        }
        assertThat(view(mail(Optional.of(EmailAddress.of("anna@example.com")), NONE)))
                .as("the same")
                .contains(Optional.of(EmailAddress.of("anna@example.com")));
        assertThat(view(change(new UserChange(
                        Optional.of("fr"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))))
                .as("something else")
                .isPresent();
        assertThat(AuditTrail.of(beans, user.id())).contains("EMAIL_CHANGED IDENTITY_UNPROVEN");

        assertThat(view(mail(OTHERS, RIGHT))).contains(OTHERS);
        assertThat(view(mail(Optional.empty(), RIGHT))).contains(Optional.empty());
    }

    /** Two operators write an address down at once: the second one would replace that of the first. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anAddressThatIsJustBeingWrittenDownIsKnownToo(Database database) throws Exception {
        Beans there = new Beans(database);
        User other = Users.add(there, "secret1", Account.OPEN);

        CallOutcome<UserView> second = Behind.uncommitted(
                database,
                there,
                UserAdministration.class,
                first -> first.change(other.userName(), mail(Optional.of(EmailAddress.of("anna@example.com"))), "bob"),
                () -> there.call(RecordDesk.class, desk -> desk.change(other.userName(), mail(OTHERS), NONE, "ann")));

        assertThat(reason(second)).isEqualTo(Reason.IDENTITY_UNPROVEN);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aCardThatIsJustBeingSentIsItsUsers(Database database) throws Exception {
        Beans there = new Beans(database);
        User other = Users.add(there, "secret1", Account.OPEN);
        Printed card = Cards.inStock(there, "OCRA-1:HOTP-SHA1-6:QN08", Optional.empty())
                .printed();

        CallOutcome<CardOutcome<CardView>> second = Behind.uncommitted(
                database,
                there,
                CardShipping.class,
                first -> first.ship(other.userName(), card, "bob"),
                () -> there.call(RecordDesk.class, desk -> desk.endCard(card, CardEnd.LOST, NONE, "ann")));

        assertThat(reason(second)).isEqualTo(Reason.IDENTITY_UNPROVEN);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aGridCardThatIsJustBeingSentIsItsUsers(Database database) throws Exception {
        Beans there = new Beans(database);
        User other = Users.add(there, "secret1", Account.OPEN);
        String serial = PlasticCards.inStock(there);

        CallOutcome<GridOutcome<GridCardView>> second = Behind.uncommitted(
                database,
                there,
                GridShipping.class,
                first -> first.ship(other.userName(), serial, "bob"),
                () -> there.call(
                        RecordDesk.class, desk -> desk.endGridCard(serial, GridShipping.End.LOST, NONE, "ann")));

        assertThat(reason(second)).isEqualTo(Reason.IDENTITY_UNPROVEN);
    }

    private static Reason reason(CallOutcome<?> outcome) {
        return ((Refused<?>) outcome).reason();
    }

    private CallOutcome<CardOutcome<CardView>> end(Cards card, CardEnd how, Optional<IdentityCheck> check) {
        Printed printed = new Printed(card.serial(), Optional.empty());
        return beans.call(RecordDesk.class, desk -> desk.endCard(printed, how, check, "ann"));
    }

    private CallOutcome<CardOrderOutcome<OrderFile>> replace(String userName, Optional<IdentityCheck> check) {
        return beans.call(RecordDesk.class, desk -> desk.replaceCard(userName, "AC-1", check, "ann"));
    }

    private CallOutcome<UserView> mail(Optional<EmailAddress> address, Optional<IdentityCheck> check) {
        return beans.call(RecordDesk.class, desk -> desk.change(user.userName(), mail(address), check, "ann"));
    }

    private static UserChange mail(Optional<EmailAddress> address) {
        return new UserChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new NewEmail(address)),
                Optional.empty());
    }

    private CallOutcome<UserView> change(UserChange change) {
        return beans.call(RecordDesk.class, desk -> desk.change(user.userName(), change, NONE, "ann"));
    }

    /** The address afterwards; empty where nothing was done. */
    private static Optional<Optional<EmailAddress>> view(CallOutcome<UserView> outcome) {
        return outcome instanceof Done<UserView> done ? Optional.of(done.value().email()) : Optional.empty();
    }

    private static Optional<IdentityCheck> check(boolean right) {
        return Optional.of(
                new IdentityCheck(new HelpDeskCase("C-1"), Map.of(SECURITY_QUESTION, right, CALL_BACK, true)));
    }
}
