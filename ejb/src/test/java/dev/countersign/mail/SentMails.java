package dev.countersign.mail;

import dev.countersign.Beans;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.util.List;
import java.util.Optional;

/** Reads the mails that the outbox would send. */
public final class SentMails {

    private static final Secrets SECRETS = new Secrets(new KeysInMemory());

    private SentMails() {}

    /** The letters to an address that wait, oldest first. */
    public static List<Letter> list(Beans beans, String address) {
        return beans.query(entities -> entities.createQuery(
                        "select m from OutboundMail m where m.recipient = :address and m.state = :waiting"
                                + " order by m.createdAt",
                        OutboundMail.class)
                .setParameter("address", address)
                .setParameter("waiting", MailState.WAITING)
                .getResultStream()
                .map(mail -> mail.letter(SECRETS).orElseThrow())
                .toList());
    }

    /** Where the only mail to an address stands, and whether its letter is blank. */
    public static String state(Beans beans, String address) {
        return beans.query(entities -> entities.createQuery(
                        "select m from OutboundMail m where m.recipient = :address", OutboundMail.class)
                .setParameter("address", address)
                .getResultStream()
                .map(mail -> mail.state() + (mail.letter(SECRETS).isEmpty() ? " blank" : " readable"))
                .reduce((one, other) -> {
                    throw new AssertionError("there are several");
                })
                .orElseThrow());
    }

    /** Whom a relay would send a mail to now. */
    public static Optional<String> next(Beans beans) {
        return beans.<MailClaims, Optional<ClaimedMail>>call(MailClaims.class, MailClaims::claim)
                .map(mail -> mail.to().value());
    }
}
