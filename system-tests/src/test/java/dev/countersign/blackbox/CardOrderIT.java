package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Portal.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A card from the order to the fee for it, through the whole product. */
@ExtendWith(ProductExtension.class)
class CardOrderIT {

    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    private static final String MINE = "/api/v1/me/card-orders";
    private static final String ORDERS = "/api/v1/admin/card-orders";
    private static final String CHARGES = "/api/v1/admin/card-charges";

    private final Product product;
    private final TestUser user;
    private final Http operator;

    CardOrderIT(Product product) {
        this.product = product;
        this.user = product.operator().newUser();
        this.operator = product.operator().http();
    }

    @Test
    void whoHasEnoughOrdersToAnotherAddressAndMayStillCancel() {
        hold(999_999);
        Account account = Account.withSms(product, user);
        assertThat(refusal(account.http().post(MINE, body()))).isEqualTo("403 CARD_ORDER_NOT_ELIGIBLE EQUITY");
        hold(1_000_000);
        assertThat(refusal(account.http().post(MINE, body()))).isEqualTo("403 CONFIRMATION_REQUIRED");
        assertThat(refusal(account.http().post(MINE, body().put("account", "U9"))))
                .isEqualTo("403 CARD_ORDER_NOT_ELIGIBLE NO_ACCOUNT");
        assertThat(refusal(account.http().post(MINE, body().put("pin", "12345"))))
                .isEqualTo("400 MALFORMED");

        product.time().advance(Duration.ofMinutes(2));
        ObjectNode wish = body().put("account", "U2").put("pin", "2580");
        wish.putArray("address").add("Ann Ray").add("7 Quay").add("Leith");
        wish.putObject("confirmation")
                .put("id", account.beginConfirmation("FACTOR_CHANGE"))
                .put("code", product.inbox().code(user, 2));
        Answer placed = account.http().post(MINE, wish);
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        String id = placed.text("id");

        assertThat(refusal(account.http().post(MINE, body()))).isEqualTo("409 CARD_ORDER_OPEN");
        NewCard card = card();
        new CardStock(product).bringIn(List.of(card));
        assertThat(refusal(ship(id, card))).isEqualTo("409 CARD_ORDER_WAITS");
        assertThat(operator.get(ORDERS).json().findValuesAsText("id")).contains(id);
        assertThat(operator.get(ORDERS + "/" + id).json().path("address")).hasSize(3);
        assertThat(account.http().get(MINE).json().at("/order/otherAddress").asBoolean())
                .isTrue();
        assertThat(account.http()
                        .send(account.http().request(MINE + "/" + id).DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(refusal(ship(id, card))).isEqualTo("409 CARD_ORDER_OVER");
        assertThat(operator.get(ORDERS + "/" + id).json().has("address")).isFalse();
        assertThat(kinds(placed.text("reference")))
                .containsExactlyInAnyOrder("CARD_DEPOSIT_HELD", "CARD_DEPOSIT_RELEASED");
    }

    @Test
    void aCardIsOrderedByAPasscodeEnforcedAfterFourteenDaysAndChargedWhenItStaysAway() {
        hold(2_000_000);
        String passcode = product.operator().newPasscode(user);
        Attempt login = product.portal().begin(user);
        assertThat(login.answer(passcode).status()).isEqualTo(200);
        Http session = product.http().as(login.token().text("accessToken"));
        ObjectNode elsewhere = body();
        elsewhere.putArray("address").add("Ann Ray").add("Leith");
        assertThat(refusal(session.post(MINE, elsewhere))).isEqualTo("403 TEMP_NOT_PERMITTED");
        Answer placed = session.post(MINE, body().put("pin", "2580"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        NewCard card = card();
        CardStock stock = new CardStock(product);
        stock.bringIn(List.of(card));
        stock.simulate(List.of(card));
        Answer shipped = ship(placed.text("id"), card);
        assertThat(shipped.text("state")).as(shipped.toString()).isEqualTo("SHIPPED");

        product.time().advance(Duration.ofDays(14).plusSeconds(1));
        Attempt byCard = product.portal().begin(user);
        assertThat(byCard.begun().text("state")).as(byCard.begun().toString()).isEqualTo("FACTOR_PENDING");
        assertThat(byCard.answer(stock.respond(withPin(card), byCard.challenge()))
                        .status())
                .isEqualTo(200);
        assertThat(end(card, "STOLEN").text("state")).isEqualTo("STOLEN");
        assertThat(refusal(operator.post(
                        ORDERS, Operator.call().put("userName", user.userName()).put("replaces", "NONE"))))
                .isEqualTo("409 CARD_NOT_REPLACEABLE");
        assertThat(refusal(operator.post(
                        ORDERS, body().put("userName", user.userName()).put("replaces", card.serial()))))
                .isEqualTo("422 IDENTITY_UNPROVEN");
        Answer replacement = operator.post(
                ORDERS, Operator.call().put("userName", user.userName()).put("replaces", card.serial()));
        assertThat(replacement.status()).as(replacement.toString()).isEqualTo(201);
        NewCard next = card();
        stock.bringIn(List.of(next));
        ship(replacement.text("id"), next);
        assertThat(state(card)).isEqualTo("RETURN_AWAITED");

        product.time().advance(Duration.ofDays(30).plusSeconds(1));
        List<JsonNode> charges = Eventually.get(
                "the fee is charged",
                Duration.ofSeconds(30),
                () -> Optional.of(charges(placed.text("reference"))).filter(found -> found.size() == 2));
        assertThat(charges.get(1).path("kind").asText()).isEqualTo("CARD_FEE_CHARGED");
        assertThat(charges.get(1).path("amount").asInt()).isEqualTo(20);
        assertThat(charges.get(1).path("currency").asText()).isEqualTo("USD");
        assertThat(charges.get(1).path("account").asText()).isEqualTo("U1");
        assertThat(state(card)).isEqualTo("CHARGED");
        String charge = charges.get(1).path("id").asText();
        assertThat(operator.post(CHARGES + "/" + charge + "/booked").status()).isEqualTo(200);
        assertThat(state(card)).isEqualTo("CLOSED");
        assertThat(refusal(end(card, "RETURNED"))).isEqualTo("404 NOT_FOUND");
    }

    private void hold(long equity) {
        Answer changed = product.operator()
                .change(
                        user.userName(),
                        "{\"holder\": {\"equity\": {\"amount\": " + equity
                                + ", \"currency\": \"USD\"}, \"accounts\": [\"U1\", \"U2\"]}}");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private static NewCard card() {
        return new NewCard(CardStock.newSerial(), SUITE, "0f".repeat(32), "", 0);
    }

    /** As its user knows it. */
    private static NewCard withPin(NewCard card) {
        return new NewCard(card.serial(), card.suite(), card.key(), "2580", 0);
    }

    private Answer ship(String id, NewCard card) {
        return operator.post(ORDERS + "/" + id + "/ship", body().put("serial", card.serial()));
    }

    private Answer end(NewCard card, String reason) {
        return operator.post(
                "/api/v1/admin/card-ends",
                Operator.call().put("serial", card.serial()).put("reason", reason));
    }

    private String state(NewCard card) {
        return operator.get("/api/v1/admin/cards?serial=" + card.serial())
                .json()
                .at("/0/state")
                .asText();
    }

    private List<String> kinds(String reference) {
        return charges(reference).stream()
                .map(charge -> charge.path("kind").asText())
                .toList();
    }

    /** What is to be booked for an order, the oldest first. */
    private List<JsonNode> charges(String reference) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode charge : operator.get(CHARGES).json()) {
            if (charge.path("reference").asText().equals(reference)) {
                found.add(charge);
            }
        }
        return found;
    }

    private static String refusal(Answer answer) {
        return (answer.status() + " " + answer.text("code") + " "
                        + answer.json().path("reason").asText(""))
                .strip();
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
