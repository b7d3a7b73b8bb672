package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.mail.HandOver.Kind;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the product says to an SMTP server, and what it makes of the replies. */
@Timeout(60)
class MailServerTest {

    private static final ClaimedMail MAIL = new ClaimedMail(
            "11111111-2222-3333-4444-555555555555",
            EmailAddress.of("anna@example.com"),
            new Letter("Subject", "en", List.of("Text.")),
            Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private static Path folder;

    private static Certificates localhost;
    private static Certificates elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = Certificates.make(folder, "localhost");
        elsewhere = Certificates.make(folder, "mail.example");
    }

    private final Beans beans = new Beans()
            .set("countersign.mail.host", "localhost")
            .set("countersign.mail.from", "no-reply@countersign.example")
            .set("countersign.mail.timeout", "PT5S");

    @Test
    void handsAMailOverBehindStartTlsWithNameAndPassword() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        try (Postbox box = Postbox.protectedBy(localhost.context(), Optional.of("countersign"), "secret")) {
            beans.set("countersign.mail.ca-file", localhost.pem().toString())
                    .set("countersign.mail.user", "countersign")
                    .set("countersign.mail.password-file", password.toString());

            assertThat(take(box)).isEqualTo(HandOver.taken());
            assertThat(box.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.getMessageID())
                            .isEqualTo("<11111111-2222-3333-4444-555555555555@countersign.example>"));
        }
    }

    @Test
    void aWrongPasswordIsTrouble() throws Exception {
        try (Postbox box = Postbox.protectedBy(localhost.context(), Optional.of("countersign"), "secret")) {
            beans.set("countersign.mail.ca-file", localhost.pem().toString())
                    .set("countersign.mail.user", "countersign")
                    .set("countersign.mail.password", "wrong");

            assertThat(take(box)).isEqualTo(new HandOver(Kind.TROUBLE, 535));
        }
    }

    @Test
    void sendsNothingToAServerWithoutStartTls() {
        try (Postbox box = Postbox.plain()) {
            assertThat(take(box).kind()).isEqualTo(Kind.TROUBLE);
            assertThat(box.octets()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNobodyKnows() throws Exception {
        try (Postbox box = Postbox.protectedBy(localhost.context(), Optional.empty(), "")) {
            assertThat(take(box).kind()).isEqualTo(Kind.TROUBLE);
            assertThat(box.octets()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws Exception {
        try (Postbox box = Postbox.protectedBy(elsewhere.context(), Optional.empty(), "")) {
            beans.set("countersign.mail.ca-file", elsewhere.pem().toString());

            assertThat(take(box).kind()).isEqualTo(Kind.TROUBLE);
            assertThat(box.octets()).isEmpty();
        }
    }

    @Test
    void aRecipientThatIsRefusedForGoodIsNotTriedAgainAndOneThatIsRefusedForNowIs() {
        beans.set("countersign.mail.tls", "NONE");
        try (Postbox box = Postbox.plain()) {
            box.refuse("anna@example.com", 550);
            assertThat(take(box)).isEqualTo(new HandOver(Kind.REFUSED, 550));

            box.refuse("anna@example.com", 450);
            assertThat(take(box)).isEqualTo(new HandOver(Kind.POSTPONED, 450));
            assertThat(box.octets()).isEmpty();

            box.refuse("anna@example.com", 421);
            assertThat(take(box)).as("the server goes away").isEqualTo(new HandOver(Kind.TROUBLE, 421));

            box.accept("anna@example.com");
            assertThat(take(box)).isEqualTo(HandOver.taken());
        }
    }

    /** RFC 5321 section 4.2.1: what a server says behind the text is about this mail, and with a 5 it stays so. */
    @Test
    void aMailThatIsRefusedForGoodBehindItsTextIsNotTriedAgain() {
        beans.set("countersign.mail.tls", "NONE");
        try (Postbox box = Postbox.plain()) {
            box.answerText(552);
            assertThat(take(box)).isEqualTo(new HandOver(Kind.REFUSED, 552));
            box.answerText(554);
            assertThat(take(box)).isEqualTo(new HandOver(Kind.REFUSED, 554));

            box.answerText(451);
            assertThat(take(box)).as("for now").isEqualTo(new HandOver(Kind.TROUBLE, 451));

            box.answerSender(550);
            assertThat(take(box).kind())
                    .as("of the sender, which says nothing of this mail")
                    .isNotEqualTo(Kind.REFUSED);
        }
    }

    /** It would be sent once more. */
    @Test
    void aMailThatWasTakenIsTakenHoweverTheConnectionEnds() {
        Session session = Session.getInstance(new Properties());

        assertThat(beans.<MailServer, HandOver>call(MailServer.class, server -> takeThroughACut(server, session)))
                .isEqualTo(HandOver.taken());
    }

    private static HandOver takeThroughACut(MailServer server, Session session) {
        try {
            return server.take(MAIL, session, new Cut(session));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection that breaks behind the reply to the text. */
    private static final class Cut extends Transport {

        Cut(Session session) {
            super(session, new URLName("smtp:"));
        }

        @Override
        protected boolean protocolConnect(String host, int port, String user, String password) {
            return true;
        }

        @Override
        public void sendMessage(Message message, Address[] recipients) {
            // Taken.
        }

        @Override
        public synchronized void close() throws MessagingException {
            throw new MessagingException("Can't send command to SMTP host");
        }
    }

    @Test
    void aServerThatIsAwayIsTrouble() {
        beans.set("countersign.mail.tls", "NONE");
        Postbox box = Postbox.plain();
        int port = box.port();
        box.close();

        assertThat(take(port)).isEqualTo(new HandOver(Kind.TROUBLE, 0));

        try (Postbox back = Postbox.plain(port)) {
            assertThat(take(port)).isEqualTo(HandOver.taken());
            assertThat(back.octets()).hasSize(1);
        }
    }

    @Test
    void settingsThatCannotBeAreNamed() {
        assertThat(faults("countersign.mail.tls", "SOMETIMES"))
                .containsExactly("countersign.mail.tls is STARTTLS, TLS or NONE");
        assertThat(faults("countersign.mail.from", "nobody"))
                .containsExactly("countersign.mail.from is an address such as office@example.com");
        assertThat(faults("countersign.mail.from-name", "a\r\nBcc: x@example.com"))
                .containsExactly("countersign.mail.from-name is one line");
        assertThat(faults("countersign.mail.port", "25")).isEmpty();
        assertThat(faults(Map.of("countersign.mail.host", "localhost")))
                .containsExactly("countersign.mail.from is needed with a mail host");
    }

    @Test
    void withoutAHostNothingIsNeeded() {
        assertThat(new Beans().<MailSettings, Boolean>call(MailSettings.class, MailSettings::isOn))
                .isFalse();
        assertThat(faults(Map.of("countersign.mail.tls", "SOMETIMES"))).isEmpty();
    }

    private static List<String> faults(String name, String value) {
        Map<String, String> settings = new HashMap<>(
                Map.of("countersign.mail.host", "localhost", "countersign.mail.from", "no-reply@countersign.example"));
        settings.put(name, value);
        return faults(settings);
    }

    private static List<String> faults(Map<String, String> settings) {
        return MailSettings.faults(key -> Optional.ofNullable(settings.get(key)));
    }

    private HandOver take(Postbox box) {
        return take(box.port());
    }

    private HandOver take(int port) {
        beans.set("countersign.mail.port", Integer.toString(port));
        return beans.<MailServer, HandOver>call(MailServer.class, server -> server.take(MAIL));
    }
}
