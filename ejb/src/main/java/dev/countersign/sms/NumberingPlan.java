package dev.countersign.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.countersign.sms.NumberReading.Mobile;
import dev.countersign.sms.NumberReading.Reason;
import dev.countersign.sms.NumberReading.Unusable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbering plans of the world (ITU-T E.164 and each country's own) by libphonenumber. Reads what people type:
 * however they write a number, it becomes one and the same.
 */
public final class NumberingPlan {

    private static final PhoneNumberUtil PLAN = PhoneNumberUtil.getInstance();

    /** Some countries, such as the United States, give mobile phones numbers that look like any other. */
    private static final Set<PhoneNumberType> MOBILE =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    /** What libphonenumber calls the region of satellites, international networks and the like. */
    private static final String NON_GEOGRAPHIC = "001";

    /** Mobile numbers that Ofcom keeps free for films: they belong to nobody, so examples and tests may have them. */
    private static final Pattern DRAMA = Pattern.compile("\\+447700900[0-9]{3}");

    private static final String DRAMA_COUNTRY = "GB";

    /** Stands for no country (Unicode CLDR). */
    static final String NO_REGION = "ZZ";

    private static final String TEL_URI = "tel:";
    private static final int MAX_TYPED = 60;
    private static final int MAX_DIGITS = 15;
    private static final Pattern PLAIN = Pattern.compile("\\+?[0-9]{1,30}");
    private static final Pattern CANONICAL = Pattern.compile("\\+[1-9][0-9]{1,14}");

    private NumberingPlan() {}

    /**
     * Reads a typed number.
     *
     * @param typed digits of any script with blanks, brackets, hyphens, dots and slashes between them; international
     *     with a plus sign or 00, or as dialled inside the country
     * @param country ISO 3166-1 alpha-2 code of the country it was typed for, where that was said
     */
    public static NumberReading read(String typed, Optional<String> country) {
        if (country.filter(code -> !isCountry(code)).isPresent()) {
            return new Unusable(Reason.COUNTRY_UNKNOWN);
        }
        String plain = plain(typed);
        if (!PLAIN.matcher(plain).matches()) {
            return new Unusable(Reason.NOT_A_NUMBER);
        }
        if (plain.startsWith("+")) {
            return readInternational(plain);
        }
        NumberReading inside =
                country.map(region -> read(plain, region, "")).orElse(new Unusable(Reason.COUNTRY_MISSING));
        // 00 is the international prefix of most countries (ITU-T E.123), and of no national number that is valid.
        return inside instanceof Unusable && plain.startsWith("00")
                ? readInternational("+" + plain.substring(2))
                : inside;
    }

    /** Throws {@link IllegalArgumentException} if no numbers belong to the country. */
    public static void requireCountry(String code) {
        if (!isCountry(code)) {
            throw new IllegalArgumentException(
                    "country is the ISO 3166-1 alpha-2 code of one that has a numbering plan, for example GB, and not UK");
        }
    }

    private static boolean isCountry(String code) {
        return PLAN.getSupportedRegions().contains(code);
    }

    /** Whether the text is the E.164 form of a mobile number, character by character. */
    static boolean isMobile(String e164) {
        if (!CANONICAL.matcher(e164).matches()) {
            return false;
        }
        try {
            PhoneNumber number = PLAN.parse(e164, NO_REGION);
            return fault(number).isEmpty() && e164(number).equals(e164);
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** The country that a stored number belongs to; empty when the plan has changed and knows it no more. */
    public static Optional<String> findCountry(String e164) {
        try {
            return Optional.ofNullable(country(PLAN.parse(e164, NO_REGION)));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** A stored number as it is dialled inside its country, for example 07700 900123; the number itself if the plan knows it no more. */
    public static String national(String e164) {
        try {
            return PLAN.format(PLAN.parse(e164, NO_REGION), PhoneNumberFormat.NATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }

    /** All countries that have a plan, by their codes. */
    public static List<Country> listCountries() {
        return PLAN.getSupportedRegions().stream()
                .sorted()
                .map(code -> new Country(code, PLAN.getCountryCodeForRegion(code)))
                .toList();
    }

    private static NumberReading readInternational(String plus) {
        String digits = plus.substring(1);
        if (digits.length() > MAX_DIGITS + 1) {
            return new Unusable(Reason.TOO_LONG);
        }
        return read(plus, NO_REGION, digits);
    }

    private static NumberReading read(String plain, String region, String internationalDigits) {
        try {
            return classify(PLAN.parse(plain, region), internationalDigits);
        } catch (NumberParseException e) {
            return new Unusable(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> Reason.COUNTRY_CODE_UNKNOWN;
                        case TOO_LONG -> Reason.TOO_LONG;
                        case NOT_A_NUMBER, TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD -> Reason.NOT_A_NUMBER;
                    });
        }
    }

    private static NumberReading classify(PhoneNumber number, String internationalDigits) {
        Optional<Reason> fault = fault(number);
        if (fault.isPresent()) {
            return new Unusable(fault.get());
        }
        String country = Optional.ofNullable(country(number)).orElseThrow();
        E164Number e164 = new E164Number(e164(number));
        if (internationalDigits.isEmpty() || e164.value().equals("+" + internationalDigits)) {
            return new Mobile(e164, country, false);
        }
        // Whoever writes +49 (0) means one thing. Any other difference would make it a number that nobody typed.
        String trunkPrefix =
                Optional.ofNullable(PLAN.getNddPrefixForRegion(country, true)).orElse("");
        String withTrunkPrefix = number.getCountryCode() + trunkPrefix + PLAN.getNationalSignificantNumber(number);
        return internationalDigits.equals(withTrunkPrefix)
                ? new Mobile(e164, country, true)
                : new Unusable(Reason.NOT_ASSIGNED);
    }

    private static Optional<Reason> fault(PhoneNumber number) {
        if (isDrama(number)) {
            return Optional.empty();
        }
        if (!PLAN.isValidNumber(number)) {
            return Optional.of(Reason.NOT_ASSIGNED);
        }
        boolean mobile = MOBILE.contains(PLAN.getNumberType(number))
                && !NON_GEOGRAPHIC.equals(PLAN.getRegionCodeForNumber(number));
        return mobile ? Optional.empty() : Optional.of(Reason.NOT_MOBILE);
    }

    private static @Nullable String country(PhoneNumber number) {
        return isDrama(number) ? DRAMA_COUNTRY : PLAN.getRegionCodeForNumber(number);
    }

    private static boolean isDrama(PhoneNumber number) {
        return DRAMA.matcher(e164(number)).matches();
    }

    private static String e164(PhoneNumber number) {
        return PLAN.format(number, PhoneNumberFormat.E164);
    }

    /** ASCII digits behind at most a plus sign; what is none of these and no separator stays, and is refused. */
    private static String plain(String typed) {
        String number = typed.startsWith(TEL_URI) ? typed.substring(TEL_URI.length()) : typed;
        if (number.length() > MAX_TYPED) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        number.codePoints().filter(c -> !isSeparator(c)).forEach(c -> append(plain, c));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int codePoint) {
        int digit = Character.digit(codePoint, 10);
        if (digit >= 0) {
            plain.append((char) ('0' + digit));
        } else {
            plain.appendCodePoint(codePoint == '＋' ? '+' : codePoint);
        }
    }

    /** Direction marks come along when a number is copied from a list of contacts. */
    private static boolean isSeparator(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.SPACE_SEPARATOR
                || type == Character.DASH_PUNCTUATION
                || type == Character.FORMAT
                || "()[]./（）".indexOf(codePoint) >= 0;
    }
}
