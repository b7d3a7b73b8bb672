package dev.countersign.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which codes stand for a jurisdiction: those that ISO 3166-1 has given to a country, XK, which is Kosovo wherever one is needed, and QM to
 * QZ, which ISO leaves to everybody, for trials. A slip such as UK would otherwise put a user under no rules, or rules over no user.
 */
public final class JurisdictionCode {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern OTHERS = Pattern.compile("XK|Q[M-Z]");

    /** What numbers have beside: Ascension, Tristan da Cunha, and none that is known. Their rules are those of numbers alone. */
    private static final Set<String> OF_NUMBERS = Set.of("AC", "TA", "ZZ");

    private JurisdictionCode() {}

    /** Throws {@link IllegalArgumentException} if nobody's account can be held there. */
    public static void requireOfUser(String code) {
        if (!isOfUser(code)) {
            throw new IllegalArgumentException(
                    "jurisdiction is the ISO 3166-1 alpha-2 code of a country, for example GB,"
                            + " and not UK; QM to QZ are free for trials");
        }
    }

    /** The same if it can have no rules: neither users nor numbers belong there. */
    public static void requireOfRule(String code) {
        if (!OF_NUMBERS.contains(code)) {
            requireOfUser(code);
        }
    }

    private static boolean isOfUser(String code) {
        return COUNTRIES.contains(code) || OTHERS.matcher(code).matches();
    }
}
