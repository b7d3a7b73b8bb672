package dev.countersign.backoffice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A back office and its secret, which is sealed and not hashed: the digest of a message can only be checked with it. */
@Entity
@Table(name = "back_office_client")
class BackOfficeClient {

    @Id
    private String name;

    @Column(name = "secret_sealed")
    private String secretSealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected BackOfficeClient() {}

    BackOfficeClient(ClientName name, String secretSealed, Instant now) {
        this.name = name.value();
        this.secretSealed = secretSealed;
        this.createdAt = now;
    }

    String secretSealed() {
        return secretSealed;
    }

    ClientView view() {
        return new ClientView(name, createdAt);
    }
}
