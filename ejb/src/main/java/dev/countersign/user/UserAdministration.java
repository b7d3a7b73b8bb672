package dev.countersign.user;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.lockout.Lockout;
import dev.countersign.mail.EmailAddress;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.turn.ProvisioningTurn;
import dev.countersign.user.Provisioning.Outcome;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What operators do with users, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UserAdministration {

    @Inject
    private UserStore users;

    @Inject
    private ProvisioningTurn turn;

    @Inject
    private NumberBook numbers;

    @Inject
    private Identities identities;

    @Inject
    private AccountHolders holders;

    @Inject
    private Lockout lockout;

    @Inject
    private SessionBook sessions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<AccessRevoked> revoked;

    @Inject
    private Clock clock;

    public boolean exists(UserName name) {
        return users.findByName(name).isPresent();
    }

    /** Adds the user unless there is one of that name by now. */
    public Outcome add(NewUser newUser, String passwordHash, String operator) {
        turn.take();
        if (exists(newUser.userName())) {
            return Outcome.EXISTS;
        }
        User user = new User(newUser, passwordHash, clock.instant());
        users.add(user);
        numbers.enter(user.id(), newUser.numbers(), clock.instant());
        identities.keep(user.id(), newUser.identity());
        holders.keep(user.id(), newUser.holder());
        audit.record(AuditFact.byOperator(operator, user.id(), "USER_CREATED", "OK"));
        return Outcome.CREATED;
    }

    /** The user of that name; empty when there is none. */
    public Optional<UserView> findUser(String name) {
        return UserName.find(name).flatMap(users::findByName).map(this::view);
    }

    /** What stands for the user in other tables; empty when there is no user of that name. */
    public Optional<Long> findUserId(String name) {
        return UserName.find(name).flatMap(users::findByName).map(User::id);
    }

    /**
     * Whose known mail address the change replaces or takes away; empty where it does neither. The user stays locked until the transaction
     * of the caller ends, so that no other address comes between the answer and the change.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<Long> lockWhoseMailMoves(String name, UserChange change) {
        return lock(name)
                .filter(user -> user.email().isPresent())
                .filter(user -> change.email()
                        .filter(next -> !next.address().equals(user.email()))
                        .isPresent())
                .map(User::id);
    }

    /** Changes the user, in the transaction of the caller's check where one is needed; empty when there is none. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<UserView> change(String name, UserChange change, String operator) {
        Optional<User> user = lock(name);
        user.ifPresent(found -> {
            change.language().ifPresent(next -> setLanguage(found, next, operator));
            change.jurisdiction().ifPresent(next -> setJurisdiction(found, next, operator));
            change.account().ifPresent(next -> setAccount(found, next.of(found.account()), operator));
            change.locked().ifPresent(locked -> lock(found, operator));
            change.email().ifPresent(email -> setEmail(found, email.address(), operator));
            change.identity().ifPresent(identity -> setIdentity(found, identity, operator));
            change.holder().ifPresent(holder -> setHolder(found, holder, operator));
        });
        return user.map(this::view);
    }

    /**
     * Ends the operator's lock and opens all lanes, in the transaction of the caller's check; does nothing where all is open. Empty when there
     * is no such user.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<UserView> unlock(String name, String operator) {
        Optional<User> user = lock(name);
        user.ifPresent(found -> {
            if (found.isLocked()) {
                found.unlock();
                audit.record(AuditFact.byOperator(operator, found.id(), "USER_UNLOCKED", "OK"));
            }
            lockout.unlock(found.id());
            audit.record(AuditFact.byOperator(operator, found.id(), "LANES_OPENED", "OK"));
        });
        return user.map(this::view);
    }

    private void setLanguage(User user, String next, String operator) {
        if (!user.language().equals(next)) {
            user.speak(next);
            audit.record(AuditFact.byOperator(operator, user.id(), "LANGUAGE_CHANGED", "OK"));
        }
    }

    private void setAccount(User user, Account account, String operator) {
        Account before = user.account();
        if (!before.equals(account)) {
            user.actFor(account);
            // A session, or a device, that is trusted for less than the account needs from now on must not outlive the
            // change.
            boolean needsMore = account.needsFactor() && !before.needsFactor();
            if (account.isPortalOnly() || needsMore) {
                revokeAccess(user);
            }
            if (needsMore) {
                user.forgetDevices(clock.instant());
            }
            if (before.needsFactor() && !account.needsFactor()) {
                events.fire(SecurityEvent.of(user.id(), Kind.FACTOR_WAIVED));
            }
            audit.record(AuditFact.byOperator(
                    operator, user.id(), "ACCOUNT_CHANGED", code(before) + "_TO_" + code(account)));
        }
    }

    private static String code(Account account) {
        return account.kind() + "_" + account.state();
    }

    private void setJurisdiction(User user, String jurisdiction, String operator) {
        String before = user.jurisdiction();
        if (!before.equals(jurisdiction)) {
            user.moveTo(jurisdiction);
            audit.record(
                    AuditFact.byOperator(operator, user.id(), "JURISDICTION_CHANGED", before + "_TO_" + jurisdiction));
        }
    }

    /** The former address is told as well: it may be a stranger who gave the new one. */
    private void setEmail(User user, Optional<EmailAddress> address, String operator) {
        Optional<EmailAddress> former = user.email();
        if (former.equals(address)) {
            return;
        }
        user.readMailAt(address);
        audit.record(
                AuditFact.byOperator(operator, user.id(), "EMAIL_CHANGED", address.isPresent() ? "OK" : "REMOVED"));
        SecurityEvent changed = SecurityEvent.of(user.id(), Kind.EMAIL_CHANGED);
        events.fire(former.map(known -> changed.toFormerEmail(known.value())).orElse(changed));
    }

    private void setIdentity(User user, Identity identity, String operator) {
        identities.keep(user.id(), identity);
        audit.record(AuditFact.byOperator(operator, user.id(), "IDENTITY_CHANGED", "OK"));
    }

    private void setHolder(User user, AccountHolder holder, String operator) {
        holders.keep(user.id(), holder);
        audit.record(AuditFact.byOperator(operator, user.id(), "HOLDER_CHANGED", "OK"));
    }

    private void lock(User user, String operator) {
        if (!user.isLocked()) {
            user.lock();
            revokeAccess(user);
            events.fire(SecurityEvent.of(user.id(), Kind.LOCKED));
            audit.record(AuditFact.byOperator(operator, user.id(), "USER_LOCKED", "OK"));
        }
    }

    private void revokeAccess(User user) {
        sessions.endAll(user.id(), clock.instant());
        revoked.fire(new AccessRevoked(user.id()));
    }

    private Optional<User> lock(String name) {
        return UserName.find(name).flatMap(users::findByName).map(user -> users.lockUser(user.id()));
    }

    private UserView view(User user) {
        return new UserView(
                user.userName(),
                user.language(),
                user.jurisdiction(),
                user.account(),
                user.isLocked(),
                numbers.listNumbers(user.id()),
                identities.get(user.id()).fields(),
                user.email(),
                holders.get(user.id()).organisation());
    }
}
