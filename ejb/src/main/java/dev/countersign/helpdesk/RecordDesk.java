package dev.countersign.helpdesk;

import dev.countersign.card.CardEnd;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardShipping;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.card.CardView;
import dev.countersign.cardorder.CardOrderDesk;
import dev.countersign.cardorder.CardOrderOutcome;
import dev.countersign.cardorder.OrderFile;
import dev.countersign.grid.GridCardView;
import dev.countersign.grid.GridOutcome;
import dev.countersign.grid.GridShipping;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import dev.countersign.user.UserView;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an operator changes in the records, and does for a caller only once he has proven to be the user whom it concerns: where nobody
 * has the card, or no address is replaced, there is nobody to be proven. What that depends on stays locked until it is done. Each method is
 * one transaction.
 */
@Stateless
public class RecordDesk {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private ProvenCalls calls;

    @Inject
    private UserAdministration users;

    @Inject
    private CardShipping cards;

    @Inject
    private GridShipping gridCards;

    @Inject
    private CardOrderDesk orders;

    /** Changes a user; a mail address that takes the place of another one, or of which nothing is left, takes the check. */
    public CallOutcome<UserView> change(
            String userName, UserChange change, Optional<IdentityCheck> check, String operator) {
        return about(
                        users.lockWhoseMailMoves(userName, change),
                        "EMAIL_CHANGED",
                        check,
                        operator,
                        () -> users.change(userName, change, operator))
                .flatMap(RecordDesk::known);
    }

    /** Ends a card that a user has, or takes one back that ended before. */
    public CallOutcome<CardOutcome<CardView>> endCard(
            Printed printed, CardEnd how, Optional<IdentityCheck> check, String operator) {
        return about(cards.lockHolder(printed), "CARD_ENDED", check, operator, () -> cards.end(printed, how, operator));
    }

    /** Ends a plastic grid card that a user has. */
    public CallOutcome<GridOutcome<GridCardView>> endGridCard(
            String serial, GridShipping.End how, Optional<IdentityCheck> check, String operator) {
        return about(
                gridCards.lockHolder(serial),
                "GRID_CARD_ENDED",
                check,
                operator,
                () -> gridCards.end(serial, how, operator));
    }

    /** Orders another card in the place of one that a user had. */
    public CallOutcome<CardOrderOutcome<OrderFile>> replaceCard(
            String userName, String serial, Optional<IdentityCheck> check, String operator) {
        return about(
                findUserId(userName), "CARD_ORDER", check, operator, () -> orders.replace(userName, serial, operator));
    }

    private Optional<Long> findUserId(String userName) {
        return credentials.findCredentials(userName).map(Credentials::userId);
    }

    private <T> CallOutcome<T> about(
            Optional<Long> user, String type, Optional<IdentityCheck> check, String operator, Supplier<T> action) {
        return user.map(userId -> calls.make(userId, type, check, operator, action))
                .orElseGet(() -> new Done<>(action.get()));
    }

    private static <T> CallOutcome<T> known(Optional<T> found) {
        return found.<CallOutcome<T>>map(Done::new).orElseGet(() -> Refused.of(Reason.UNKNOWN_USER));
    }
}
