package dev.countersign.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/**
 * A mail on the wire (RFC 5322, RFC 2045 to 2047): text, and the same in HTML for whoever shows that. Message-ID and date are
 * those of its row, so that a repeat is known for one; no machine answers it (RFC 3834).
 */
final class MimeLetter extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    MimeLetter(Session session, ClaimedMail mail, Sender from) throws MessagingException {
        super(session);
        messageId = "<" + mail.id() + "@" + from.address().domain() + ">";
        setFrom(address(from));
        setRecipient(RecipientType.TO, new InternetAddress(mail.to().value(), true));
        setHeader("Subject", Unstructured.of("Subject", mail.letter().subject()));
        setSentDate(Date.from(mail.createdAt()));
        setHeader("Auto-Submitted", "auto-generated");
        setContentLanguage(new String[] {mail.letter().language()});
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(LetterText.text(mail.letter()), "plain"));
        alternatives.addBodyPart(part(LetterText.html(mail.letter()), "html"));
        setContent(alternatives);
        saveChanges();
    }

    /** A random one would make a repeat look like another mail. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static InternetAddress address(Sender from) throws MessagingException {
        try {
            return new InternetAddress(from.address().value(), from.name(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is missing", e);
        }
    }
}
