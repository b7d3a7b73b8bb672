package dev.countersign.notice;

import dev.countersign.mail.Letter;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.text.HelpDesk;
import dev.countersign.text.ReaderLanguage;
import dev.countersign.text.TextCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of mails and of notices on the phone. They name the user by the ends of his name alone: who reads a mailbox learns
 * no name to log in with.
 */
@ApplicationScoped
class AlertLetters {

    /** In UTC, and the same in every language: nobody can take day and month for each other. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of a device's name; that comes from a phone. */
    private static final int LONGEST_ARGUMENT = 60;

    private static final int SHORT_NAME = 6;

    @Inject
    private HelpDesk helpDesk;

    Letter letter(SecurityEvent event, String language, String userName, Instant now) {
        TextCatalogue texts = TextCatalogue.forReader(language);
        return new Letter(
                title(event, language),
                ReaderLanguage.orEnglish(language).code(),
                List.of(
                        body(event, language, userName),
                        texts.getText("mail.time").replace("{time}", TIME.format(now)),
                        helpDesk.callIfNotYou(language),
                        texts.getText("mail.never")),
                event.link()
                        .filter(page -> "https".equals(page.getScheme()))
                        .map(page -> new Letter.Link(texts.getText("stop.button"), page)));
    }

    /** One line that says what it is about, without a name. */
    String title(SecurityEvent event, String language) {
        return text(event, language, "subject");
    }

    /** What happened, in one sentence or two. */
    String body(SecurityEvent event, String language, String userName) {
        return filled(text(event, language, "body"), event, userName);
    }

    /** What a phone is told that is the user's authenticator no more. */
    String farewell(SecurityEvent event, String language, String userName) {
        return filled(TextCatalogue.forReader(language).getText("push.moved.body"), event, userName);
    }

    String farewellTitle(String language) {
        return TextCatalogue.forReader(language).getText("push.moved.title");
    }

    private static String filled(String pattern, SecurityEvent event, String userName) {
        String text = pattern.replace("{user}", masked(userName));
        for (Map.Entry<String, String> argument : event.arguments().entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", line(argument.getValue()));
        }
        return text;
    }

    private static String text(SecurityEvent event, String language, String part) {
        return TextCatalogue.forReader(language).getText("mail." + Topic.of(event.kind()) + "." + part);
    }

    private static String masked(String userName) {
        return userName.length() < SHORT_NAME
                ? userName.charAt(0) + "•••"
                : userName.substring(0, 2) + "•••" + userName.substring(userName.length() - 2);
    }

    /** Letters, digits and signs of one line. */
    private static String line(String argument) {
        String line = argument.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]", "");
        return line.length() <= LONGEST_ARGUMENT ? line : line.substring(0, LONGEST_ARGUMENT);
    }
}
