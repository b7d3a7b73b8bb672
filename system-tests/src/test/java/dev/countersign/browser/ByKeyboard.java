package dev.countersign.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** Work without a mouse. What has the focus must show it and lie inside the window. */
final class ByKeyboard {

    private static final int MOST_STEPS = 80;

    private static final String FOCUSED = "element => element.getRootNode().activeElement === element";

    private static final String SHOWS_FOCUS = """
            element => {
              const style = getComputedStyle(element);
              const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
              return element.matches(':focus-visible') && (outlined || style.boxShadow !== 'none');
            }
            """;

    private static final String IN_WINDOW = """
            element => {
              const box = element.getBoundingClientRect();
              return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            }
            """;

    private static final String WHAT_HAS_FOCUS = """
            () => {
              let element = document.activeElement;
              while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
              return element ? element.outerHTML.slice(0, 100) : 'nothing';
            }
            """;

    private final Page page;

    ByKeyboard(Page page) {
        this.page = page;
    }

    /** Tab, until the element with this role and name has the focus. */
    ByKeyboard tabTo(AriaRole role, String name) {
        Locator target =
                page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
        return tabTo(target, role + " \"" + name + "\"");
    }

    /** The same for what a role and a name do not tell. */
    ByKeyboard tabTo(Locator target, String what) {
        target.waitFor();
        List<String> way = new ArrayList<>();
        while (!is(target, FOCUSED)) {
            if (way.size() == MOST_STEPS) {
                throw new AssertionError("Tab does not reach " + what + ", it came by:\n  " + String.join("\n  ", way));
            }
            press("Tab");
            way.add((String) page.evaluate(WHAT_HAS_FOCUS));
        }
        require(target, SHOWS_FOCUS, what + " has the focus and does not show it");
        require(target, IN_WINDOW, what + " has the focus outside of the window");
        return this;
    }

    ByKeyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    ByKeyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Goes to a button or link and presses Enter. */
    void activate(AriaRole role, String name) {
        tabTo(role, name).press("Enter");
    }

    /** Goes to the field with this label and replaces what is in it. */
    ByKeyboard fill(String label, String text) {
        Locator field = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        return tabTo(field, "the field \"" + label + "\"")
                .press("Control+a")
                .press("Delete")
                .type(text);
    }

    /** As from the clipboard. */
    ByKeyboard paste(String text) {
        page.keyboard().insertText(text);
        return this;
    }

    /** Chooses in a list by the arrows, until the option with this value is chosen. */
    ByKeyboard choose(String label, String value) {
        Locator list = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        tabTo(list, "the list \"" + label + "\"").press("Home");
        ElementHandle first = list.elementHandle();
        for (int steps = 0; !chosen(list, first).equals(value); steps++) {
            if (steps == MOST_STEPS * 4) {
                throw new AssertionError("The arrows do not come to " + value);
            }
            press("ArrowDown");
        }
        return this;
    }

    /** The one of languages stays, and gets another label; a list that was made anew is found by its label. */
    private static String chosen(Locator list, ElementHandle first) {
        boolean stays = (Boolean) first.evaluate("element => element.isConnected");
        return stays ? first.inputValue() : list.inputValue();
    }

    private static boolean is(Locator target, String question) {
        return (Boolean) target.evaluate(question);
    }

    private static void require(Locator target, String question, String otherwise) {
        if (!is(target, question)) {
            throw new AssertionError(otherwise);
        }
    }
}
