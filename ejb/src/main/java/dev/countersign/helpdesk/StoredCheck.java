package dev.countersign.helpdesk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The result of a check of a caller's identity, whatever came of it. */
@Entity
@Table(name = "identity_check")
class StoredCheck {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "operator")
    private String operator;

    @Column(name = "case_id")
    private String caseId;

    @Column(name = "answers")
    private String answers;

    @Column(name = "checked_at")
    private Instant checkedAt;

    @SuppressWarnings("NullAway.Init")
    protected StoredCheck() {}

    StoredCheck(long userId, String operator, IdentityCheck check, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.operator = operator;
        this.caseId = check.helpDeskCase().id();
        this.answers = check.text();
        this.checkedAt = now;
    }

    String id() {
        return id;
    }

    String answers() {
        return answers;
    }
}
