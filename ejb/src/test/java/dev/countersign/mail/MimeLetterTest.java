package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 5322, RFC 2047 and RFC 2046 section 5.1.4, as another program reads them. */
class MimeLetterTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:34:56.789Z");
    private static final Sender FROM = new Sender(EmailAddress.of("no-reply@bücher.example"), "Банк, \"Zürich\"");
    private static final Letter LETTER = new Letter(
            "Аутентификатор активирован на телефоне, и это очень длинная тема письма для одной строки",
            "ru",
            List.of("Да.", "Нет."));
    private static final ClaimedMail MAIL =
            new ClaimedMail("11111111-2222-3333-4444-555555555555", EmailAddress.of("anna@example.com"), LETTER, AT);

    @Test
    void headersAreAsciiOfShortLines() {
        String head = written().split("\r\n\r\n", 2)[0];

        assertThat(head.chars()).allMatch(c -> c < 127);
        assertThat(head.lines()).allMatch(line -> line.length() <= 76);
        assertThat(head.lines().filter(line -> line.matches("(?i)(to|from|subject|message-id|date):.*")))
                .hasSize(5);
    }

    @Test
    void anotherProgramReadsWhatWasWritten() throws Exception {
        MimeMessage read = Postbox.parse(written().getBytes(StandardCharsets.UTF_8));

        assertThat(read.getSubject()).isEqualTo(LETTER.subject());
        InternetAddress from = (InternetAddress) read.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("no-reply@xn--bcher-kva.example");
        assertThat(from.getPersonal()).isEqualTo("Банк, \"Zürich\"");
        assertThat(read.getAllRecipients()).extracting(Object::toString).containsExactly("anna@example.com");
        assertThat(read.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-01-01T12:34:56Z"));
        assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(read.getContentLanguage()).containsExactly("ru");
    }

    @Test
    void textComesBeforeTheSameInHtml() throws Exception {
        MimeMultipart parts = (MimeMultipart)
                Postbox.parse(written().getBytes(StandardCharsets.UTF_8)).getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Да.\r\n\r\nНет.\r\n");
        assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
        assertThat(parts.getBodyPart(1).getContent()).asString().contains("<p>Да.</p>", "<html lang=\"ru\">");
    }

    @Test
    void aRepeatHasTheSameIdentity() throws Exception {
        String[] first = message().getHeader("Message-ID");

        assertThat(first).containsExactly("<11111111-2222-3333-4444-555555555555@xn--bcher-kva.example>");
        assertThat(message().getHeader("Message-ID")).isEqualTo(first);
        assertThat(message().getHeader("Date")).isEqualTo(message().getHeader("Date"));
    }

    @Test
    void aNameInAsciiIsQuoted() throws Exception {
        Sender from = new Sender(FROM.address(), "The \"Bank\" \\ Co, Ltd");

        InternetAddress read =
                (InternetAddress) Postbox.parse(MimeLetter.octets(MAIL, from)).getFrom()[0];

        assertThat(read.getPersonal()).isEqualTo("The \"Bank\" \\ Co, Ltd");
    }

    private static MimeMessage message() {
        return Postbox.parse(MimeLetter.octets(MAIL, FROM));
    }

    private static String written() {
        return new String(MimeLetter.octets(MAIL, FROM), StandardCharsets.UTF_8);
    }
}
