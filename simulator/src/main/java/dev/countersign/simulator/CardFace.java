package dev.countersign.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.countersign.simulator.card.CardDrawer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The cards' REST interface below {@code /simulator/cards}. */
final class CardFace {

    private static final String CARDS = "/simulator/cards";
    private static final String BUTTONS = "/buttons";

    private final CardDrawer drawer;

    CardFace(CardDrawer drawer) {
        this.drawer = drawer;
    }

    boolean handles(String path) {
        return path.equals(CARDS) || path.startsWith(CARDS + "/");
    }

    Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(CARDS)) {
            return cards(exchange);
        }
        return path.endsWith(BUTTONS)
                ? buttons(exchange, path.substring(CARDS.length() + 1, path.length() - BUTTONS.length()))
                : Answer.error(404, "no such resource");
    }

    private Answer cards(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.writeCards(drawer.list()));
            case "POST" ->
                JsonBody.read(
                        exchange, text -> Answer.created(Json.single("cards", drawer.add(Json.readText(text, "csv")))));
            default -> Answer.onlyMethods("GET, HEAD, POST");
        };
    }

    private Answer buttons(HttpExchange exchange, String serial) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            return Answer.onlyMethods("POST");
        }
        return JsonBody.read(exchange, text -> press(serial, Json.readText(text, "buttons")));
    }

    private Answer press(String serial, String buttons) {
        try {
            return drawer.press(serial, buttons)
                    .map(display -> Answer.json(Json.single("display", display)))
                    .orElseGet(() -> Answer.error(404, "no such card"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
