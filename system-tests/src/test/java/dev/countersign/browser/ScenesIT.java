package dev.countersign.browser;

import dev.countersign.blackbox.Product;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every state of every page. */
@InBrowser
@Tag("full")
class ScenesIT {

    private final Screens screens;
    private final Product product;

    ScenesIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    static List<Scene> scenes() {
        return Scenes.chosen();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void isAccessibleInEveryColourAndFitsEveryWindow(Scene scene) {
        Screen screen = screens.open(Look.DESKTOP);
        scene.way().lead(screen, product);

        screen.assertAccessible();
        screen.wear(Look.DESKTOP.dark());
        screen.assertAccessible();
        screen.wear(Look.PHONE.dark());
        screen.assertAccessible();
        screen.assertFitsWidth();
        screen.wear(Look.PHONE.inForcedColors());
        screen.assertAccessible();
        screen.wear(Look.DESKTOP.enlarged());
        screen.assertAccessible();
        screen.assertFitsWidth();
    }

    /** German words are the longest of our languages. */
    @ParameterizedTest
    @MethodSource("scenes")
    void longWordsAndLargeLettersFitToo(Scene scene) {
        Screen screen = screens.open(Look.PHONE.in("de"));
        scene.way().lead(screen, product);

        screen.assertFitsWidth();
        screen.wear(Look.DESKTOP);
        screen.doubleTheLetters();
        screen.assertFitsWidth();
        screen.wear(Look.PHONE);
        screen.assertFitsWidth();
    }
}
