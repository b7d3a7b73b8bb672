package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of axe-core on the state that a page is in: WCAG 2.2 A and AA, and what axe calls best practice. What axe
 * cannot decide alone counts as broken too, so that nobody has to look at it again and again.
 */
final class Accessibility {

    /** Belong to AA and yet are off unless they are asked for. */
    private static final List<String> MORE = List.of("target-size");

    private static final String DIALOG = "dialog[open]";

    /** Axe does not know the top layer, and takes what lies behind a dialog for part of its background. */
    private static final String HIDE_WHAT_IS_BEHIND = """
            hidden => {
              document.body.style.visibility = hidden ? 'hidden' : '';
              document.querySelector('dialog[open]').style.visibility = hidden ? 'visible' : '';
            }
            """;

    private final Page page;
    private final boolean dialog;
    private final AxeBuilder axe;

    private Accessibility(Page page, boolean dialog, AxeBuilder axe) {
        this.page = page;
        this.dialog = dialog;
        this.axe = axe;
    }

    /** An open dialog alone, where there is one: what lies behind it cannot be reached, and is a state of its own. */
    static Accessibility of(Page page) {
        AxeRuleOptions on = new AxeRuleOptions();
        on.setEnabled(true);
        AxeRunOptions options = new AxeRunOptions();
        options.setRules(MORE.stream().collect(Collectors.toMap(rule -> rule, rule -> on)));
        AxeBuilder axe = new AxeBuilder(page).options(options);
        boolean dialog = page.locator(DIALOG).count() > 0;
        if (dialog) {
            axe.include(DIALOG);
        }
        return new Accessibility(page, dialog, axe);
    }

    /** Without the part of a page that is not ours. */
    Accessibility without(String selector) {
        axe.exclude(selector);
        return this;
    }

    void assertNoViolations() {
        AxeResults results = analyze();
        List<String> found = Stream.of(results.getViolations(), results.getIncomplete())
                .flatMap(List::stream)
                .flatMap(Accessibility::told)
                .toList();
        assertThat(found).as(results.getUrl()).isEmpty();
    }

    private AxeResults analyze() {
        if (!dialog) {
            return axe.analyze();
        }
        page.evaluate(HIDE_WHAT_IS_BEHIND, true);
        AxeResults results = axe.analyze();
        page.evaluate(HIDE_WHAT_IS_BEHIND, false);
        return results;
    }

    private static Stream<String> told(Rule rule) {
        return rule.getNodes().stream().map(node -> told(rule, node));
    }

    private static String told(Rule rule, CheckedNode node) {
        return rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml() + "\n  " + node.getFailureSummary();
    }
}
