package dev.countersign.mail;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A mail on the wire (RFC 5322, RFC 2045 to 2047): text, and the same in HTML for whoever shows that. Message-ID and date are
 * those of its row, so that a repeat is known for one; no machine answers it (RFC 3834). Written here and not by Jakarta Mail,
 * which looks for handlers of content on the class path of the thread, and finds none on threads of some servers.
 */
final class MimeLetter {

    private static final String LINE_END = "\r\n";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    private MimeLetter() {}

    /** All of it, in ASCII. */
    static byte[] octets(ClaimedMail mail, Sender from) {
        // No line of base64 begins with a hyphen, so no text can end a part.
        String boundary = "letter-" + mail.id();
        String written = String.join(
                LINE_END,
                List.of(
                        "Date: " + DATE.format(mail.createdAt()),
                        "From: " + phrase(from.name()) + LINE_END + " <"
                                + from.address().value() + ">",
                        "To: <" + mail.to().value() + ">",
                        "Message-ID: <" + mail.id() + "@" + from.address().domain() + ">",
                        "Subject: " + Unstructured.of("Subject", mail.letter().subject()),
                        "Auto-Submitted: auto-generated",
                        "Content-Language: " + mail.letter().language(),
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/alternative;" + LINE_END + " boundary=\"" + boundary + "\"",
                        "",
                        part(boundary, "plain", LetterText.text(mail.letter())),
                        part(boundary, "html", LetterText.html(mail.letter())),
                        "--" + boundary + "--",
                        ""));
        return written.getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(String boundary, String subtype, String text) {
        return String.join(
                LINE_END,
                "--" + boundary,
                "Content-Type: text/" + subtype + "; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "",
                BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A name before an address: quoted, or in encoded words. */
    private static String phrase(String name) {
        return Unstructured.isAscii(name)
                ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : Unstructured.of("From", name);
    }
}
