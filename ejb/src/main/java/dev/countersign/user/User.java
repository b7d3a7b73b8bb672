package dev.countersign.user;

import dev.countersign.lockout.DeviceOwner;
import dev.countersign.mail.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user: name, password verifier, settings. Its row is the first lock of every decision about the user. */
@Entity
@Table(name = "login_user")
@SequenceGenerator(name = "login_user_seq", sequenceName = "login_user_seq", allocationSize = 50)
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "login_user_seq")
    private Long id;

    @Column(name = "user_name")
    private String userName;

    @Column(name = "password_hash")
    private String passwordHash;

    private String language;

    private String jurisdiction;

    private boolean locked;

    private boolean seamless;

    @Enumerated(EnumType.STRING)
    @Column(name = "account_kind")
    private Account.Kind accountKind;

    @Enumerated(EnumType.STRING)
    @Column(name = "account_state")
    private Account.State accountState;

    @Column(name = "created_at")
    private Instant createdAt;

    private @Nullable String email;

    @Column(name = "password_changed_at")
    private @Nullable Instant passwordChangedAt;

    @Column(name = "devices_since")
    private @Nullable Instant devicesSince;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    User(NewUser newUser, String passwordHash, Instant now) {
        this.userName = newUser.userName().value();
        this.passwordHash = passwordHash;
        this.language = newUser.language();
        this.jurisdiction = newUser.jurisdiction();
        this.accountKind = newUser.account().kind();
        this.accountState = newUser.account().state();
        this.email = newUser.email().map(EmailAddress::value).orElse(null);
        this.seamless = true;
        this.createdAt = now;
    }

    public long id() {
        return id;
    }

    public String userName() {
        return userName;
    }

    public String language() {
        return language;
    }

    public String jurisdiction() {
        return jurisdiction;
    }

    /** Where mail for the user goes; empty if nobody told. */
    public Optional<EmailAddress> email() {
        return Optional.ofNullable(email).map(EmailAddress::new);
    }

    /** The account that the user acts for. */
    public Account account() {
        return new Account(accountKind, accountState);
    }

    /** Whether an operator has locked the user out. */
    public boolean isLocked() {
        return locked;
    }

    /** Whether logins ask the user's phone by a push, if he has one; else it answers challenges. */
    public boolean isSeamless() {
        return seamless;
    }

    /**
     * Whether the password is still the one that was checked outside the transaction. Where its verifier alone is another one, a login
     * beside has renewed it, after it was right there.
     */
    public boolean hasPasswordOf(Credentials checked) {
        return passwordHash.equals(checked.passwordHash())
                || passwordChangedAt().equals(checked.passwordChangedAt());
    }

    /** Whose devices are recognised, and since when. */
    public DeviceOwner deviceOwner() {
        return new DeviceOwner(id, devicesSince == null ? Instant.EPOCH : devicesSince);
    }

    /** Forgets all devices. Their times are whole seconds, so that one of this very second is forgotten too. */
    public void forgetDevices(Instant now) {
        devicesSince = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Puts the verifier of a new password in force. */
    public void changePassword(String phc, Instant now) {
        passwordHash = phc;
        passwordChangedAt = now;
    }

    /** When the user last got a new password; empty if he still has his first one. */
    public Optional<Instant> passwordChangedAt() {
        return Optional.ofNullable(passwordChangedAt);
    }

    void lock() {
        locked = true;
    }

    void unlock() {
        locked = false;
    }

    /** False where it was so before. */
    boolean preferSeamless(boolean wanted) {
        boolean other = seamless != wanted;
        seamless = wanted;
        return other;
    }

    /** False where it was so before. */
    boolean speak(String newLanguage) {
        boolean other = !language.equals(newLanguage);
        language = newLanguage;
        return other;
    }

    void readMailAt(Optional<EmailAddress> address) {
        email = address.map(EmailAddress::value).orElse(null);
    }

    void actFor(Account account) {
        accountKind = account.kind();
        accountState = account.state();
    }

    void moveTo(String newJurisdiction) {
        jurisdiction = newJurisdiction;
    }
}
