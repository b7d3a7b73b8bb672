package dev.countersign.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Texts of SMS: the code first, no link, one part of an SMS in every language. */
@ApplicationScoped
public class SmsTexts {

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
}
