package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import dev.countersign.blackbox.PlasticGrid;
import dev.countersign.blackbox.Product;

/** A person with a number who is sent a plastic grid card. */
record PlasticInHand(Person person, PlasticGrid card) {

    static PlasticInHand of(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        return new PlasticInHand(person, PlasticGrid.ship(product, person.user()));
    }

    /** To the page on which it is activated. */
    PlasticInHand goTo() {
        person.logIn();
        person.goTo("menu.factors", "menu.factors");
        person.screen().awaitWords(person.say("plastic.title"));
        return this;
    }

    PlasticInHand typeSerial() {
        person.keyboard().fill(person.say("plastic.serial"), card.serial()).press("Enter");
        person.screen().awaitHeading(person.say("grid.serial", "serial", card.serial()));
        return this;
    }

    PlasticInHand activate() {
        typeSerial().typeCells();
        person.screen().awaitWords(person.say("card.active", "serial", card.serial()));
        return this;
    }

    /** To the screen of a login that asks for two cells. */
    void goToLogin() {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("grid.title"));
    }

    /** The two indexes that are asked for. */
    Locator cells() {
        return person.screen().page().locator(".challenge-digits");
    }

    void typeCells() {
        type(card.printed().read(cells().textContent()));
    }

    void type(String cells) {
        person.keyboard().fill(person.say("grid.label"), cells).press("Enter");
    }
}
