package dev.countersign.blackbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on this machine that takes all mail, and can go away and come back. */
final class Mailboxes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Mail> taken = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    /** A mail as its reader has it. */
    record Mail(String to, String id, String subject, String text, String html) {}

    Mailboxes() {
        server = start(0);
    }

    /** Settings of a product that sends mail here. */
    Map<String, String> settings() {
        return Map.of(
                "countersign.mail.host", "127.0.0.1",
                "countersign.mail.port", Integer.toString(server.getPortAllocated()),
                "countersign.mail.tls", "NONE",
                "countersign.mail.from", "no-reply@countersign.example");
    }

    /** What came to an address, the oldest first. */
    List<Mail> list(String to) {
        return taken.stream().filter(mail -> mail.to().equals(to)).toList();
    }

    /** All that came, to whomever. */
    List<Mail> list() {
        return List.copyOf(taken);
    }

    /** Waits for a mail with this subject. */
    Mail await(String to, String subject) {
        return Eventually.get(
                "the mail " + subject,
                PATIENCE,
                () -> list(to).stream()
                        .filter(mail -> mail.subject().equals(subject))
                        .findFirst());
    }

    void goAway() {
        server.stop();
    }

    void comeBack() {
        server = start(server.getPortAllocated());
    }

    @Override
    public void close() {
        server.stop();
    }

    private SMTPServer start(int port) {
        SMTPServer started = new SMTPServer.Builder()
                .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
                .port(port)
                .messageHandler((context, from, to, octets) -> taken.add(read(to, octets)))
                .build();
        started.start();
        return started;
    }

    private static Mail read(String to, byte[] octets) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            MimeMultipart forms = (MimeMultipart) mail.getContent();
            return new Mail(
                    to,
                    mail.getMessageID(),
                    mail.getSubject(),
                    (String) forms.getBodyPart(0).getContent(),
                    (String) forms.getBodyPart(1).getContent());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
