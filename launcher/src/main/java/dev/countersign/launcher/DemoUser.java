package dev.countersign.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A demonstration user.
 *
 * @param number E.164, from the range that Ofcom keeps free for fiction; empty for a user without one
 */
record DemoUser(String userName, String password, String number, State state) {

    /** The user whom the demonstration cards are sent to. */
    static final String WITH_CARDS = "democard";

    /** What the user is there to show. */
    enum State {
        SMS("logs in with password and SMS code, and may order a display card"),
        NO_NUMBER("has no number to send a code to"),
        LOCKED("is locked"),
        CARD("has display cards and a grid card to activate under Second factors");

        private final String description;

        State(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    static List<DemoUser> all(Secrets secrets) throws IOException {
        List<DemoUser> users = new ArrayList<>();
        users.add(new DemoUser("demosms", secrets.passwordOf("demosms"), "+447700900123", State.SMS));
        users.add(new DemoUser("demononumber", secrets.passwordOf("demononumber"), "", State.NO_NUMBER));
        users.add(new DemoUser("demolocked", secrets.passwordOf("demolocked"), "+447700900124", State.LOCKED));
        users.add(new DemoUser(WITH_CARDS, secrets.passwordOf(WITH_CARDS), "", State.CARD));
        return users;
    }

    /** The body of {@code POST /admin/users}. */
    JsonObject toProvision() {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        if (!number.isEmpty()) {
            numbers.add(Json.createObjectBuilder().add("e164", number).add("verified", true));
        }
        return Json.createObjectBuilder()
                .add("userName", userName)
                .add("password", password)
                .add("language", "en")
                .add("jurisdiction", "GB")
                .add("numbers", numbers)
                .add("holder", holder())
                .build();
    }

    /** An account that is large enough for a card, or nothing. */
    private JsonObject holder() {
        if (state != State.SMS) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        return Json.createObjectBuilder()
                .add(
                        "equity",
                        Json.createObjectBuilder().add("amount", 2_000_000).add("currency", "USD"))
                .add("accounts", Json.createArrayBuilder().add("DU0000123"))
                .build();
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("userName", userName)
                .add("password", password)
                .add("number", number.isEmpty() ? JsonValue.NULL : Json.createValue(number))
                .add("state", state.name())
                .build();
    }

    @Override
    public String toString() {
        return "DemoUser[" + userName + "]";
    }
}
