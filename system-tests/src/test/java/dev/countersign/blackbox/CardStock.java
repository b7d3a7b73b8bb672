package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Display cards that two operators bring in and send to users. */
public record CardStock(Product product) {

    private static final String HEADER = "serial,manufacturer,suite,secret,pin,counter";

    /** A card as a line of a key file has it; {@code pin} may be empty. */
    public record NewCard(String serial, String suite, String key, String pin, long counter) {

        String line() {
            return String.join(",", serial, "Vectors", suite, key, pin, Long.toString(counter));
        }
    }

    public static String newSerial() {
        return "V" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);
    }

    /** Brings cards in and sends them to a user, whose logins ask for them from now on. */
    public void give(TestUser user, List<NewCard> cards) {
        bringIn(cards);
        Http operator = product.operator().http();
        for (NewCard card : cards) {
            Answer shipped = operator.post(
                    "/api/v1/admin/card-shipments",
                    body().put("userName", user.userName()).put("serial", card.serial()));
            assertThat(shipped.status()).as(shipped.toString()).isEqualTo(201);
        }
    }

    /** Puts them into the stock. */
    public void bringIn(List<NewCard> cards) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        cards.forEach(card -> lines.add(card.line()));
        String file =
                Base64.getEncoder().encodeToString(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        Http operator = product.operator().http();
        Answer stored = operator.post(
                "/api/v1/admin/card-batches", body().put("format", "CSV_HEX").put("file", file));
        assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
        Answer released =
                product.secondOperator().http().post("/api/v1/admin/card-batches/" + stored.text("id") + "/release");
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
    }

    /** Puts the cards into the simulator, where their buttons can be pressed. */
    public void simulate(List<NewCard> cards) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        cards.forEach(card -> lines.add(card.line()));
        Answer added = product.inbox().http().post("/simulator/cards", body().put("csv", String.join("\n", lines)));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
    }

    /** What a simulated card shows for a challenge after its PIN. */
    public String respond(NewCard card, String challenge) {
        String pin = card.pin().isEmpty() ? "" : card.pin() + "O";
        return product.inbox()
                .http()
                .post(
                        "/simulator/cards/" + card.serial() + "/buttons",
                        body().put("buttons", "P" + pin + challenge + "O"))
                .text("display");
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
