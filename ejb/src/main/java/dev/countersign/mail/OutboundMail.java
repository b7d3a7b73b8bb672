package dev.countersign.mail;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail to send, and what became of it. The row is the outbox: it commits with the decision to send. */
@Entity
@Table(name = "mail_outbox")
public class OutboundMail {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 6;

    @Id
    private String id;

    private String recipient;

    @Column(name = "letter_cipher")
    private @Nullable String letterCipher;

    @Enumerated(EnumType.STRING)
    private MailState state;

    /** The one-time code that the letter carries. */
    @Column(name = "code_id")
    private @Nullable String codeId;

    private int tries;

    @Column(name = "reply_code")
    private int replyCode;

    @Column(name = "put_off")
    private boolean putOff;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected OutboundMail() {}

    OutboundMail(EmailAddress to, Letter letter, Secrets secrets, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID().toString();
        this.recipient = to.value();
        this.letterCipher = secrets.seal(Purpose.MAIL_TEXT, id, LetterJson.write(letter));
        this.state = MailState.WAITING;
        this.createdAt = now;
        this.expiresAt = expiresAt;
        this.nextAt = now;
        this.changedAt = now;
    }

    /** It carries a one-time code. */
    OutboundMail carrying(String code) {
        codeId = code;
        return this;
    }

    String id() {
        return id;
    }

    EmailAddress recipient() {
        return new EmailAddress(recipient);
    }

    MailState state() {
        return state;
    }

    /** Times that it was handed to the SMTP server in vain. */
    int tries() {
        return tries;
    }

    /** SMTP reply code of the last one (RFC 5321 section 4.2), 0 when there was none. */
    int replyCode() {
        return replyCode;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant nextAt() {
        return nextAt;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The letter, until it is blanked; empty too if its cipher text was moved or changed, which raises an alarm. */
    Optional<Letter> letter(Secrets secrets) {
        try {
            return Optional.ofNullable(letterCipher)
                    .map(cipher -> LetterJson.read(secrets.open(Purpose.MAIL_TEXT, id, cipher)));
        } catch (UnreadableSecretException e) {
            // One spoiled row must not hold back the others.
            return Optional.empty();
        }
    }

    /** Brings the letter under the current data key; one that does not open is of no use to anybody. */
    void reseal(Secrets secrets) {
        letterCipher = letter(secrets)
                .map(letter -> secrets.seal(Purpose.MAIL_TEXT, id, LetterJson.write(letter)))
                .orElse(null);
    }

    /** Gives the relay that calls this the sole right to send until the given time. */
    void claim(Instant until) {
        nextAt = until;
    }

    /** The SMTP server took it. */
    void sent(Instant now) {
        end(MailState.SENT, now);
    }

    /** The SMTP server refused the recipient for good. */
    void refused(int code, Instant now) {
        tries++;
        replyCode = code;
        end(MailState.REFUSED, now);
    }

    /** Its life is over, or nobody can read it any more. */
    void giveUp(Instant now) {
        end(MailState.GIVEN_UP, now);
    }

    /** It did not work this time: the pause doubles with each. */
    void postpone(HandOver outcome, Instant now) {
        if (state != MailState.WAITING) {
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        tries++;
        replyCode = outcome.code();
        putOff = outcome.kind() == HandOver.Kind.POSTPONED;
        nextAt = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        changedAt = now;
    }

    private void end(MailState end, Instant now) {
        if (state == MailState.WAITING) {
            state = end;
            letterCipher = null;
            changedAt = now;
        }
    }
}
