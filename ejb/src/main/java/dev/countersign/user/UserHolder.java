package dev.countersign.user;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The holder of a user's account, sealed for the user's id. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "user_holder")
class UserHolder {

    @Id
    @Column(name = "user_id")
    private long userId;

    @Column(name = "holder_sealed")
    private String holderSealed;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected UserHolder() {}

    UserHolder(long userId, AccountHolder holder, Secrets secrets) {
        this.userId = userId;
        this.holderSealed = seal(holder, secrets);
    }

    void replace(AccountHolder holder, Secrets secrets) {
        holderSealed = seal(holder, secrets);
    }

    AccountHolder holder(Secrets secrets) {
        return AccountHolder.ofText(secrets.open(Purpose.ACCOUNT_HOLDER, Long.toString(userId), holderSealed));
    }

    private String seal(AccountHolder holder, Secrets secrets) {
        return secrets.seal(Purpose.ACCOUNT_HOLDER, Long.toString(userId), holder.text());
    }
}
