package dev.countersign.bench;

import java.util.Locale;

/** Numbers with as many digits as a reader needs. */
final class Figures {

    private Figures() {}

    static String of(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
