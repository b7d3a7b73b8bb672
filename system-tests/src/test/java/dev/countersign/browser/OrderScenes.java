package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.util.List;

/** The pages of users who order display cards. */
final class OrderScenes {

    private static final Duration SMS_PAUSE = Duration.ofMinutes(2);

    static final List<Scene> ALL = List.of(
            new Scene("order-offer", OrderScenes::goToOffer),
            new Scene("order-form", OrderScenes::goToForm),
            new Scene("order-summary", OrderScenes::goToSummary),
            new Scene("order-open", OrderScenes::order));

    private OrderScenes() {}

    /** A user whose account is large enough, at the list of his factors. */
    static Person goToOffer(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        assertThat(product.operator()
                        .change(
                                person.user().userName(),
                                "{\"holder\": {\"equity\": {\"amount\": 2000000, \"currency\": \"USD\"},"
                                        + " \"accounts\": [\"U1234567\", \"U7654321\"]}}")
                        .status())
                .isEqualTo(200);
        person.logIn();
        product.time().advance(SMS_PAUSE);
        screen.advance(SMS_PAUSE);
        person.goTo("menu.factors", "menu.factors");
        return person;
    }

    static Person goToForm(Screen screen, Product product) {
        Person person = goToOffer(screen, product);
        person.press("order.begin");
        screen.awaitHeading(person.say("order.begin"));
        return person;
    }

    static Person goToSummary(Screen screen, Product product) {
        Person person = goToForm(screen, product);
        person.keyboard().choose(person.say("order.account"), "U7654321");
        person.keyboard()
                .fill(person.say("order.address"), "Ann Ray")
                .press("Enter")
                .type("7 Quay")
                .press("Enter")
                .type("Leith EH6 6LU");
        person.keyboard().fill(person.say("card.pin"), "2580");
        person.keyboard().fill(person.say("card.pin-again"), "2580").press("Enter");
        screen.awaitHeading(person.say("order.summary"));
        return person;
    }

    /** Confirms it by a code, and comes to the open order. */
    static Person order(Screen screen, Product product) {
        Person person = goToSummary(screen, product);
        screen.expect("403 POST /api/v1/me/card-orders");
        person.press("order.send");
        screen.awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        screen.awaitWords(person.say("order.elsewhere"));
        return person;
    }
}
