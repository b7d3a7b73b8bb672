package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.countersign.blackbox.Product;

/** The page of who runs the product, in front of an operator who has shown his token. */
record OperatorScreen(Screen screen) {

    static OperatorScreen open(Screen screen, Product product) {
        screen.goTo("/operator/");
        screen.page().locator("#token").fill(product.operatorToken());
        screen.keyboard().press("Enter");
        screen.find(AriaRole.HEADING, "Carriers").waitFor();
        return new OperatorScreen(screen);
    }

    /** Presses a button, and one of those of the question that comes. */
    void pressAndDecide(String button, String decision) {
        pressAndDecide(screen.find(AriaRole.BUTTON, button), decision);
    }

    void pressAndDecide(Locator button, String decision) {
        button.click();
        Locator dialog = screen.page().getByRole(AriaRole.DIALOG);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(decision).setExact(true))
                .click();
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
}
