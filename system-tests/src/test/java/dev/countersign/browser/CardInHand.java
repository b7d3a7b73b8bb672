package dev.countersign.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.countersign.blackbox.CardStock;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Product;
import java.util.List;
import java.util.regex.Pattern;

/** A display card on the simulator's page, in a browser of its own; by keyboard alone. */
record CardInHand(Page page, String serial) implements AutoCloseable {

    static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    static final String COUNTING = "OCRA-1:HOTP-SHA256-8:C-QN06";

    private static final Pattern ANSWER = Pattern.compile("[0-9]{4} ?[0-9]{4}");

    /** One that was sent to a person, whose PIN came with it if it takes one. */
    static CardInHand of(Person person, String suite, String pin) {
        Product product = person.product();
        NewCard card = new NewCard(CardStock.newSerial(), suite, "0f".repeat(32), pin, 0);
        CardStock stock = new CardStock(product);
        stock.give(person.user(), List.of(card));
        stock.simulate(List.of(card));
        Page page = person.screen().page().context().browser().newContext().newPage();
        page.navigate(product.demo().path("inbox").asText() + "cards#" + card.serial());
        page.getByText(card.serial()).last().waitFor();
        return new CardInHand(page, card.serial());
    }

    /** What it shows for a challenge after a PIN; empty for a card that takes none. */
    String respond(String pin, String challenge) {
        press("p");
        awaitDisplay(pin.isEmpty() ? "CHALLNG>" : "PIN>");
        if (!pin.isEmpty()) {
            pin.chars().forEach(digit -> press(Character.toString(digit)));
            press("Enter");
            awaitDisplay("CHALLNG>");
        }
        challenge.chars().filter(Character::isDigit).forEach(digit -> press(Character.toString(digit)));
        press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#display")).hasText(ANSWER);
        return page.locator("#display").textContent();
    }

    @Override
    public void close() {
        page.context().close();
    }

    private void press(String key) {
        page.locator("body").press(key);
    }

    private void awaitDisplay(String text) {
        PlaywrightAssertions.assertThat(page.locator("#display")).hasText(text);
    }
}
