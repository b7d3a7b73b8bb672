package dev.countersign.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Texts of SMS: the code first, no link but one, one part of an SMS in every language. */
@ApplicationScoped
public class SmsTexts {

    private static final String CUT = "..";
    private static final String PHONE = "{phone}";

    private static final int LONGEST_IN_A_LONG_PART = 20;

    private static final int LONGEST_IN_A_SHORT_PART = 10;

    @Inject
    private HelpDesk helpDesk;

    /**
     * The text that carries a one-time code.
     *
     * @param purpose names the text: {@code sms.PURPOSE}
     * @param language two letters; one without texts of its own reads English
     * @param code as the user is to type it
     * @param life rounded up to minutes
     */
    public String code(String purpose, String language, String code, Duration life) {
        long minutes = (life.toSeconds() + 59) / 60;
        return TextCatalogue.forReader(language)
                .getText("sms." + purpose)
                .replace("{code}", code)
                .replace("{min}", Long.toString(minutes));
    }

    /**
     * The text of a code with a last line that has a browser offer the code to pages of a domain alone
     * (https://wicg.github.io/sms-one-time-codes/); without it where the whole would not fit one part.
     */
    public static String bound(String text, String domain, String code) {
        String bound = text + "\n@" + domain + " #" + code;
        return SmsPart.holds(bound) ? bound : text;
    }

    /** The text of a code without that line. */
    public static String unbound(String text) {
        return text.lines().findFirst().orElseThrow();
    }

    /**
     * As below, with what else the text names.
     *
     * @param arguments by their names; a long one is cut, and what not every phone shows in an SMS is left out
     */
    public String notice(String change, String language, String userName, Map<String, String> arguments) {
        return fill(notice(change, language, userName), arguments);
    }

    /**
     * The one text with a link, which needs two parts of an SMS: a change about a phone, and a page of ours where the user undoes it.
     *
     * @param change names the text: {@code link.CHANGE}
     * @param arguments as above
     */
    public String linkNotice(String change, String language, String userName, Map<String, String> arguments, URI link) {
        String text = TextCatalogue.forReader(language).getText("link." + change);
        return fill(put(text, "user", userName), arguments).replace("{link}", link.toString());
    }

    /**
     * The text that tells a user of a change, and whom to call, or what to do himself, if it was not his.
     *
     * @param change names the text: {@code sms.CHANGE}; where that tells whom to call and no help desk is known {@code
     *     sms.CHANGE_NO_PHONE}
     * @param language as above
     * @param userName a long one is cut
     */
    public String notice(String change, String language, String userName) {
        TextCatalogue texts = TextCatalogue.forReader(language);
        String text = texts.getText("sms." + change);
        return put(text.contains(PHONE) ? withPhone(texts, change, text) : text, "user", userName);
    }

    private String withPhone(TextCatalogue texts, String change, String text) {
        return helpDesk.phone()
                .map(phone -> text.replace(PHONE, phone))
                .orElseGet(() -> texts.getText("sms." + change + "_NO_PHONE"));
    }

    /** What a name may have, in characters, so that a notice stays one part: a part has 160 of ASCII, and 70 of what GSM lacks. */
    static int longestName(String text) {
        return isAscii(text) ? LONGEST_IN_A_LONG_PART : LONGEST_IN_A_SHORT_PART;
    }

    private static String fill(String text, Map<String, String> arguments) {
        String filled = text;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            filled = put(filled, argument.getKey(), argument.getValue().replaceAll("[^A-Za-z0-9 .+-]", ""));
        }
        return filled;
    }

    private static String put(String text, String argument, String name) {
        int longest = isAscii(name) ? longestName(text) : LONGEST_IN_A_SHORT_PART;
        String shown = name.length() <= longest ? name : name.substring(0, longest - CUT.length()) + CUT;
        return text.replace("{" + argument + "}", shown);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 0x80);
    }
}
