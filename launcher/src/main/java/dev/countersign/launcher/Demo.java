package dev.countersign.launcher;

import dev.countersign.launcher.DemoCards.DemoCard;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;

/** What a test or a person needs to use a running product: the content of {@code demo.json}. */
record Demo(
        Addresses addresses,
        ProductOptions.Edition edition,
        String operatorToken,
        String secondOperatorToken,
        List<DemoUser> users,
        List<DemoCard> cards) {

    JsonObject toJson() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        users.forEach(user -> list.add(user.toJson()));
        boolean settable = edition == ProductOptions.Edition.TEST_CLOCK;
        JsonArrayBuilder plastic = Json.createArrayBuilder();
        cards.forEach(card -> plastic.add(Json.createObjectBuilder()
                .add("serial", card.serial())
                .add("suite", card.suite())
                .add("pin", card.pin())));
        return Json.createObjectBuilder()
                .add("portal", addresses.product("/").toString())
                .add("openapi", addresses.api("/openapi.yaml").toString())
                .add("jwks", addresses.product("/.well-known/jwks.json").toString())
                .add("inbox", addresses.simulator("/").toString())
                .add("live", addresses.product("/health/live").toString())
                .add("ready", addresses.product("/health/ready").toString())
                .add("metrics", addresses.product("/metrics").toString())
                .add("apiBase", Addresses.API_BASE)
                .add("clock", settable ? Json.createValue(Addresses.CLOCK) : JsonValue.NULL)
                .add("operatorToken", operatorToken)
                .add("secondOperatorToken", secondOperatorToken)
                .add("users", list)
                .add("cards", plastic)
                .build();
    }

    /** For the terminal: addresses and users. */
    String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "Portal", addresses.product("/").toString());
        line(text, "API", addresses.api("/openapi.yaml") + "  viewer " + addresses.product("/docs/"));
        line(text, "Inbox", addresses.simulator("/").toString());
        line(text, "Cards", addresses.simulator("/cards").toString());
        line(text, "Health", addresses.product("/health/ready").toString());
        line(text, "Metrics", addresses.product("/metrics").toString());
        if (edition == ProductOptions.Edition.TEST_CLOCK) {
            line(text, "Test clock", addresses.product(Addresses.CLOCK).toString());
        }
        users.forEach(user -> line(text, "User", describe(user)));
        cards.forEach(card -> line(text, "Card", describe(card)));
        return text.toString();
    }

    private static String describe(DemoUser user) {
        String number = user.number().isEmpty() ? "" : " (" + user.number() + ")";
        return user.userName() + " / " + user.password() + number + " "
                + user.state().description();
    }

    private static String describe(DemoCard card) {
        return card.serial() + (card.pin().isEmpty() ? "" : " / PIN " + card.pin()) + " " + card.suite()
                + (card.isForOrders() ? " in the stock, for an order" : "");
    }

    /** For the terminal: a plastic grid card, and where its cells are read. */
    static String describe(String gridSerial, Path cells) {
        StringBuilder text = new StringBuilder();
        line(text, "Grid card", gridSerial + " cells in " + cells);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(12 - name.length()))
                .append(value)
                .append('\n');
    }

    @Override
    public String toString() {
        return "Demo[" + addresses.product("/") + "]";
    }
}
