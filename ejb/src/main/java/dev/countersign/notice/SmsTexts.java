package dev.countersign.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Texts of SMS: the code first, no link, one part of an SMS in every language. */
@ApplicationScoped
public class SmsTexts {

    /** Languages with texts of their own; every other language reads English. */
    static final List<String> LANGUAGES = List.of("en", "fr", "it", "ru", "es", "de", "zh");

    private static final String BUNDLE = "dev.countersign.notice.sms";

    /**
     * The text that carries a one-time code.
     *
     * @param purpose names the text: {@code code.PURPOSE}
     * @param language two letters
     * @param code as the user is to type it
     * @param life rounded up to minutes
     */
    public String code(String purpose, String language, String code, Duration life) {
        ResourceBundle texts = bundle(LANGUAGES.contains(language) ? language : "en");
        long minutes = (life.toSeconds() + 59) / 60;
        return texts.getString("code." + purpose).replace("{code}", code).replace("{min}", Long.toString(minutes));
    }

    private static ResourceBundle bundle(String language) {
        Locale locale = language.equals("en") ? Locale.ROOT : Locale.forLanguageTag(language);
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(BUNDLE, locale, SmsTexts.class.getClassLoader(), noFallback);
    }
}
