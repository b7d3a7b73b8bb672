package dev.countersign.mail;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

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
        Instant now = clock.instant();
        send(new OutboundMail(to, letter, secrets, now, now.plus(settings.life())));
    }

    /** The same of a letter that carries a one-time code, which it does not outlive. */
    public void sendCode(EmailAddress to, Letter letter, String codeId, Instant end) {
        send(new OutboundMail(to, letter, secrets, clock.instant(), end).carrying(codeId));
    }

    /** Blanks the letters that carry the code and that the server has not taken: they are not sent any more. */
    public void callBack(String codeId) {
        int calledBack = store.callBack(codeId, clock.instant());
        for (int i = 0; i < calledBack; i++) {
            reached.fire(new MailReached(MailState.CALLED_BACK));
        }
    }

    private void send(OutboundMail mail) {
        if (!isOn()) {
            throw new IllegalStateException("no mail server is configured");
        }
        store.add(mail);
        ordered.fire(new MailOrdered());
        reached.fire(new MailReached(MailState.WAITING));
    }
}
