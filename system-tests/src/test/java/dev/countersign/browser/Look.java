package dev.countersign.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * How a person looks at pages: what the browser says of language, window and wishes.
 *
 * @param language BCP 47 tag, what the browser asks for first
 * @param width of the window, in CSS pixels at 100 %
 * @param height of the window, in CSS pixels at 100 %
 * @param zoom of the browser, 1 for 100 %
 */
record Look(
        String language,
        int width,
        int height,
        int zoom,
        ColorScheme scheme,
        ForcedColors forcedColors,
        ReducedMotion motion) {

    static final Look DESKTOP = window(1280, 800);
    static final Look PHONE = window(360, 740);

    private static Look window(int width, int height) {
        return new Look("en", width, height, 1, ColorScheme.LIGHT, ForcedColors.NONE, ReducedMotion.NO_PREFERENCE);
    }

    Look in(String otherLanguage) {
        return new Look(otherLanguage, width, height, zoom, scheme, forcedColors, motion);
    }

    Look dark() {
        return new Look(language, width, height, zoom, ColorScheme.DARK, forcedColors, motion);
    }

    /** At 200 %: half as many CSS pixels in the same window, as WCAG 2.2 success criterion 1.4.4 asks for. */
    Look enlarged() {
        return new Look(language, width, height, 2, scheme, forcedColors, motion);
    }

    /** In the few colours that the user's system gives. */
    Look inForcedColors() {
        return new Look(language, width, height, zoom, scheme, ForcedColors.ACTIVE, motion);
    }

    Look withoutMotion() {
        return new Look(language, width, height, zoom, scheme, forcedColors, ReducedMotion.REDUCE);
    }

    boolean isDark() {
        return scheme == ColorScheme.DARK;
    }

    /** For names of files. */
    String label() {
        return language + "-" + width + (zoom == 1 ? "" : "-x" + zoom) + (isDark() ? "-dark" : "-light");
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width / zoom, height / zoom)
                .setDeviceScaleFactor(zoom)
                .setColorScheme(scheme)
                .setForcedColors(forcedColors)
                .setReducedMotion(motion);
    }
}
