package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.PrintedGrid;
import dev.countersign.blackbox.Product;

/** A person who has lost everything but his password, and was told a passcode on the telephone. */
record Temporary(Person person, String passcode) {

    static Temporary of(Screen screen, Product product) {
        Person person = Person.withoutNumber(screen, product);
        return new Temporary(person, product.operator().newPasscode(person.user()));
    }

    Temporary goToPasscode() {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("temp.title"));
        return this;
    }

    Temporary sendPasscode(String typed) {
        person.keyboard().fill(person.say("factor.temporary"), typed).press("Enter");
        return this;
    }

    Temporary logIn() {
        goToPasscode().sendPasscode(passcode);
        person.awaitOverview();
        person.screen().awaitWords(person.say("grid.link"));
        return this;
    }

    /** To the card, by the link of the overview; reads it from the screen. */
    PrintedGrid fetch() {
        person.keyboard().activate(AriaRole.LINK, person.say("grid.link"));
        person.screen().awaitHeading(person.say("menu.grid"));
        person.press("grid.get");
        person.screen().awaitWords(person.say("grid.once"));
        return new PrintedGrid(person.screen().page().locator(".grid-card li").allTextContents());
    }

    void activate(PrintedGrid card) {
        sendCells(card.read(cells().textContent()));
        person.screen().awaitWords(person.screen().beginning("grid.next-login"));
    }

    void goToGrid() {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("grid.title"));
    }

    /** The two indexes that are asked for. */
    Locator cells() {
        return person.screen().page().locator(".challenge-digits");
    }

    void sendCells(String typed) {
        person.keyboard().fill(person.say("grid.label"), typed).press("Enter");
    }
}
