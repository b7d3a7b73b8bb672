package dev.countersign.mail;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the outbox of mail; works inside the caller's transaction. */
@ApplicationScoped
class MailStore {

    private static final OldRows ENDED = new OldRows("mail_outbox", "id", "changed_at").where("o.state <> 'WAITING'");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected MailStore() {}

    @Inject
    MailStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(OutboundMail mail) {
        entities.persist(mail);
    }

    /** Has what was changed seen by the queries of the database's own language. */
    void flush() {
        entities.flush();
    }

    Optional<OutboundMail> lock(String id) {
        return Optional.ofNullable(entities.find(OutboundMail.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * The mail that has waited longest for its time, locked; what another relay holds is passed over.
     *
     * @param latest time that a mail can wait for; a later one was noted by a clock that was set back since
     */
    Optional<OutboundMail> lockDue(Instant now, Instant latest) {
        return lockFree("(next_at <= ?1 or next_at > ?2)", "next_at", 1, now, latest).stream()
                .findFirst();
    }

    /** Mails that nobody sent in their life, but for those that somebody is changing now. */
    List<OutboundMail> lockOverdue(Instant now, int most) {
        return lockFree("expires_at <= ?1", "expires_at", most, now);
    }

    private List<OutboundMail> lockFree(String condition, String order, int most, Instant... times) {
        Query query = entities.createNativeQuery("select id from mail_outbox where state = 'WAITING' and " + condition
                + " order by " + order + " fetch first " + most + " rows only for update skip locked");
        for (int i = 0; i < times.length; i++) {
            query.setParameter(i + 1, Timestamp.from(times[i]));
        }
        List<?> ids = query.getResultList();
        return ids.stream().map(id -> lock((String) id).orElseThrow()).toList();
    }

    /** Blanks the mails with the code that wait, and says how many they were. */
    int callBack(String codeId, Instant now) {
        return entities.createQuery("update OutboundMail m set m.state = :calledBack, m.letterCipher = null,"
                        + " m.changedAt = :now where m.codeId = :code and m.state = :waiting")
                .setParameter("calledBack", MailState.CALLED_BACK)
                .setParameter("now", now)
                .setParameter("code", codeId)
                .setParameter("waiting", MailState.WAITING)
                .executeUpdate();
    }

    /** Removes mails that came to their end before, so many at a time. Returns how many. */
    int removeEnded(Instant before, int most) {
        return ENDED.remove(entities, before, most);
    }
}
