package dev.countersign.mail;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Sends mail, inside the caller's transaction: it goes once that has committed, and not at all if it does not. */
@ApplicationScoped
public class Mails {

    @Inject
    private MailStore store;

    @Inject
    private MailSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private Event<MailOrdered> ordered;

    @Inject
    private Event<MailReached> reached;

    /** Whether there is an SMTP server to hand mail to. */
    public boolean isOn() {
        return settings.isOn();
    }

    /** Sends the letter; only while there is a server. */
    public void send(EmailAddress to, Letter letter) {
        if (!isOn()) {
            throw new IllegalStateException("no mail server is configured");
        }
        store.add(new OutboundMail(to, letter, secrets, clock.instant(), settings.life()));
        ordered.fire(new MailOrdered());
        reached.fire(new MailReached(MailState.WAITING));
    }
}
