package dev.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that keeps what it takes, and refuses whom it is told to. */
final class Postbox implements AutoCloseable {

    private static final int TAKEN = 250;

    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final SMTPServer server;
    private volatile int senderReply = TAKEN;
    private volatile int textReply = TAKEN;

    private Postbox(SMTPServer.Builder builder, int port) {
        server = builder.bindAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .hostName("localhost")
                .messageHandlerFactory(Handler::new)
                .build();
        server.start();
    }

    /** On a free port, without protection. */
    static Postbox plain() {
        return new Postbox(new SMTPServer.Builder(), 0);
    }

    /** The same on this port. */
    static Postbox plain(int port) {
        return new Postbox(new SMTPServer.Builder(), port);
    }

    /** One that takes mail after STARTTLS alone, and asks for name and password if they are given. */
    static Postbox protectedBy(SSLContext context, Optional<String> user, String password) {
        SMTPServer.Builder builder =
                new SMTPServer.Builder().enableTLS().requireTLS().startTlsSocketFactory(context);
        user.ifPresent(name -> builder.requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((given, secret, where) -> {
                    if (!given.equals(name) || !secret.equals(password)) {
                        throw new LoginFailedException("535 no");
                    }
                })));
        return new Postbox(builder, 0);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Refuses the recipient with this reply code from now on. */
    void refuse(String recipient, int code) {
        refused.put(recipient, code);
    }

    /** Replies so to each sender from now on. */
    void answerSender(int code) {
        senderReply = code;
    }

    /** Replies so behind the text of each mail from now on. */
    void answerText(int code) {
        textReply = code;
    }

    void accept(String recipient) {
        refused.remove(recipient);
    }

    List<byte[]> octets() {
        return List.copyOf(taken);
    }

    /** What was taken, in its order. */
    List<MimeMessage> mails() {
        return taken.stream().map(Postbox::parse).toList();
    }

    static MimeMessage parse(byte[] octets) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {

        Handler(MessageContext context) {}

        @Override
        public void from(String from) throws RejectException {
            refuseUnlessTaken(senderReply);
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            Integer code = refused.get(recipient);
            if (code != null) {
                throw new RejectException(code, "not " + recipient);
            }
        }

        @Override
        public String data(InputStream data) throws IOException, RejectException {
            byte[] octets = data.readAllBytes();
            refuseUnlessTaken(textReply);
            taken.add(octets);
            return "taken";
        }

        @Override
        public void done() {}

        private static void refuseUnlessTaken(int code) throws RejectException {
            if (code != TAKEN) {
                throw new RejectException(code, "not so");
            }
        }
    }
}
