package dev.countersign.user;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The identity of a user, sealed for his id. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "user_identity")
class UserIdentity {

    @Id
    @Column(name = "user_id")
    private long userId;

    @Column(name = "identity_sealed")
    private String identitySealed;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected UserIdentity() {}

    UserIdentity(long userId, Identity identity, Secrets secrets) {
        this.userId = userId;
        this.identitySealed = seal(identity, secrets);
    }

    void replace(Identity identity, Secrets secrets) {
        identitySealed = seal(identity, secrets);
    }

    Identity identity(Secrets secrets) {
        return Identity.ofText(secrets.open(Purpose.USER_IDENTITY, record(), identitySealed));
    }

    private String seal(Identity identity, Secrets secrets) {
        return secrets.seal(Purpose.USER_IDENTITY, record(), identity.text());
    }

    private String record() {
        return Long.toString(userId);
    }
}
