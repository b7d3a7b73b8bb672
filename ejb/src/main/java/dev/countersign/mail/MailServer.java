package dev.countersign.mail;

import dev.countersign.mail.HandOver.Kind;
import dev.countersign.mail.MailSettings.Tls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SMTP side of the relay: a connection a mail, each wait of it bounded. */
@ApplicationScoped
class MailServer {

    private static final System.Logger LOG = System.getLogger(MailServer.class.getName());

    /** RFC 5321 section 3.8: to any command, for the server itself. */
    private static final int SHUTTING_DOWN = 421;

    /** RFC 5321 section 4.2.1: from here on the same is refused each time. */
    private static final int PERMANENT = 500;

    private static final Pattern REPLY = Pattern.compile("^([2-5][0-9]{2})[ -]");

    @Inject
    private MailSettings settings;

    /** Hands the mail over. What the server says is left out of the log but for its code: it quotes addresses. */
    HandOver take(ClaimedMail mail) {
        try {
            Session session = Session.getInstance(properties());
            return take(mail, session, session.getTransport("smtp"));
        } catch (MessagingException | RuntimeException e) {
            return failed(mail, Kind.TROUBLE, e);
        }
    }

    /** Through a connection that this opens and closes. */
    HandOver take(ClaimedMail mail, Session session, Transport transport) throws MessagingException {
        WatchedMessage message = new WatchedMessage(session, MimeLetter.octets(mail, settings.sender()));
        try {
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            return HandOver.taken();
        } catch (SendFailedException e) {
            return failed(mail, kind(e, message), e);
        } finally {
            leave(mail, transport);
        }
    }

    /** What became of the mail is known by then: one that was taken must not be handed over again. */
    private static void leave(ClaimedMail mail, Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The connection of mail " + mail.id() + " broke at its end: "
                            + root(e).getClass().getName());
        }
    }

    /** A message that knows whether the server has got its text, and so whether a reply is about that: Jakarta Mail does not say. */
    private static final class WatchedMessage extends MimeMessage {

        private boolean written;

        WatchedMessage(Session session, byte[] octets) throws MessagingException {
            super(session, new ByteArrayInputStream(octets));
        }

        @Override
        public void writeTo(OutputStream out, String[] left) throws IOException, MessagingException {
            super.writeTo(out, left);
            written = true;
        }
    }

    private static Kind kind(SendFailedException fault, WatchedMessage message) {
        boolean ofRecipientForGood = fault.getInvalidAddresses() != null && fault.getInvalidAddresses().length > 0;
        if (ofRecipientForGood || (message.written && replyCode(fault) >= PERMANENT)) {
            return Kind.REFUSED;
        }
        // A reply to RCPT stands behind the fault as one of its own; a reply to another command does not.
        boolean ofRecipient = fault.getNextException() instanceof SendFailedException;
        return ofRecipient && replyCode(fault) != SHUTTING_DOWN ? Kind.POSTPONED : Kind.TROUBLE;
    }

    private void connect(Transport transport) throws MessagingException {
        if (settings.user().isPresent()) {
            transport.connect(settings.host(), settings.port(), settings.user().get(), settings.password());
        } else {
            transport.connect(settings.host(), settings.port(), null, null);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        String timeout = Long.toString(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == Tls.TLS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.tls() == Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.tls() == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.quitwait", "false");
        // For EHLO; by default it would be what the name service calls this machine, if that answers.
        properties.setProperty(
                "mail.smtp.localhost", settings.sender().address().domain());
        settings.caFile()
                .ifPresent(file -> properties.put("mail.smtp.ssl.socketFactory", TrustedAuthorities.sockets(file)));
        return properties;
    }

    private static HandOver failed(ClaimedMail mail, Kind kind, Exception fault) {
        int code = replyCode(fault);
        LOG.log(
                System.Logger.Level.WARNING,
                "Mail " + mail.id() + " was not taken: " + kind + ", reply " + code + ", "
                        + root(fault).getClass().getName());
        return new HandOver(kind, code);
    }

    /** Jakarta Mail has the reply in its messages alone, and the innermost is the server's own. */
    private static int replyCode(Exception fault) {
        int code = 0;
        for (Throwable cause = fault; cause != null; cause = next(cause)) {
            Matcher reply = REPLY.matcher(String.valueOf(cause.getMessage()));
            if (reply.find()) {
                code = Integer.parseInt(reply.group(1));
            }
        }
        return code;
    }

    private static Throwable root(Throwable fault) {
        Throwable cause = fault;
        for (Throwable inner = next(cause); inner != null; inner = next(cause)) {
            cause = inner;
        }
        return cause;
    }

    private static @org.jspecify.annotations.Nullable Throwable next(Throwable fault) {
        return fault instanceof MessagingException messaging && messaging.getNextException() != null
                ? messaging.getNextException()
                : fault.getCause();
    }
}
