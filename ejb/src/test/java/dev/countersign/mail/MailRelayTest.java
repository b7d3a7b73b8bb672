package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far a run of the relay goes. */
@Timeout(60)
class MailRelayTest {

    private static final Letter LETTER = new Letter("Subject", "en", List.of("Text."));

    private final Beans beans = new Beans(Databases.empty("mail-relay"))
            .set("countersign.mail.host", "localhost")
            .set("countersign.mail.from", "no-reply@countersign.example")
            .set("countersign.mail.tls", "NONE")
            .give(ManagedExecutorService.class, atOnce());

    @BeforeEach
    void empty() {
        beans.query(entities ->
                entities.createNativeQuery("delete from mail_outbox").executeUpdate());
    }

    @Test
    void aRecipientThatIsRefusedForNowHoldsUpNobodyElse() {
        try (Postbox box = Postbox.plain()) {
            beans.set("countersign.mail.port", Integer.toString(box.port()));
            box.refuse("slow@example.com", 451);
            order("slow@example.com");
            order("quick@example.com");

            relay();
            assertThat(box.mails()).hasSize(1);

            box.accept("slow@example.com");
            relay();
            assertThat(box.mails()).as("its pause is not over").hasSize(1);

            beans.clock().pass(Duration.ofSeconds(30));
            relay();
            assertThat(box.mails()).hasSize(2);
        }
    }

    @Test
    void aServerThatGoesAwayIsNotAskedForEach() {
        try (Postbox box = Postbox.plain()) {
            beans.set("countersign.mail.port", Integer.toString(box.port()));
            box.refuse("first@example.com", 421);
            order("first@example.com");
            order("second@example.com");

            relay();
            assertThat(box.mails()).isEmpty();

            relay();
            assertThat(box.mails()).hasSize(1);
        }
    }

    @Test
    void aMailThatIsRefusedForGoodHoldsUpNobodyElse() {
        try (Postbox box = Postbox.plain()) {
            beans.set("countersign.mail.port", Integer.toString(box.port()));
            box.answerText(554);
            order("first@example.com");
            order("second@example.com");

            relay();

            List<?> states =
                    beans.query(entities -> entities.createNativeQuery("select distinct state from mail_outbox")
                            .getResultList());
            assertThat(states).hasToString("[REFUSED]");
        }
    }

    private void order(String to) {
        beans.run(Mails.class, mails -> mails.send(EmailAddress.of(to), LETTER));
        beans.clock().pass(Duration.ofMillis(1));
    }

    private void relay() {
        beans.run(MailRelay.class, relay -> relay.onOrdered(new MailOrdered()));
    }

    /** Runs what it is given in the caller's thread. */
    private static ManagedExecutorService atOnce() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                MailRelayTest.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> {
                    ((Runnable) arguments[0]).run();
                    return null;
                });
    }
}
