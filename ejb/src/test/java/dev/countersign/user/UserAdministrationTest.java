package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.mail.EmailAddress;
import dev.countersign.policy.LimitsForTests;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.NewUser.NewNumber;
import dev.countersign.user.Provisioning.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators do with users. */
class UserAdministrationTest {

    private static final Account CLOSED = new Account(Account.Kind.LIVE, Account.State.CLOSED);

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");

    @Test
    void aUserIsCreatedOnceWithHisNumbers() {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        String first = Numbers.next();
        String second = Numbers.next();
        NewUser user = new NewUser(
                new UserName(name),
                new Password("secret1"),
                "fr",
                "CH",
                Account.OPEN,
                List.of(new NewNumber(first, false), new NewNumber(second, true)),
                Identity.UNKNOWN);

        assertThat(create(user)).isEqualTo(Outcome.CREATED);
        assertThat(create(user)).isEqualTo(Outcome.EXISTS);

        UserView view = find(name).orElseThrow();
        assertThat(view.userName()).isEqualTo(name);
        assertThat(view.language()).isEqualTo("fr");
        assertThat(view.jurisdiction()).isEqualTo("CH");
        assertThat(view.account()).isEqualTo(Account.OPEN);
        assertThat(view.locked()).isFalse();
        assertThat(view.numbers())
                .containsExactlyInAnyOrder(
                        new UserView.NumberView(first, false), new UserView.NumberView(second, true));
        long id = beans.call(UserAdministration.class, users -> users.findUserId(name))
                .orElseThrow();
        assertThat(AuditTrail.of(beans, id)).containsExactly("USER_CREATED OK");
    }

    @Test
    void oneWhoCameBetweenTheLookAndTheInsertIsSeen() {
        SignedInUser user = SignedIn.add(beans);
        NewUser same = new NewUser(
                new UserName(user.userName()),
                new Password("secret1"),
                "en",
                "GB",
                Account.OPEN,
                List.of(),
                Identity.UNKNOWN);

        Outcome outcome = beans.call(UserAdministration.class, users -> users.add(same, "phc", "op"));

        assertThat(outcome).isEqualTo(Outcome.EXISTS);
        assertThat(AuditTrail.of(beans, user.userId())).isEmpty();
    }

    @Test
    void whereTooManyHashAtOnceNobodyIsCreated() {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        beans.give(Passwords.class, Users.busyPasswords());

        NewUser user = new NewUser(
                new UserName(name), new Password("secret1"), "en", "GB", Account.OPEN, List.of(), Identity.UNKNOWN);

        assertThat(create(user)).isEqualTo(Outcome.BUSY);
        assertThat(find(name)).isEmpty();
    }

    @Test
    void codesOfOtherFormsAreRefused() {
        assertThatThrownBy(() -> new UserChange(
                        Optional.of("english"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UserChange(
                        Optional.empty(), Optional.of("gb"), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        assertThat(change("nobody.at.all", locked())).isEmpty();
        assertThat(unlock("nobody.at.all")).isEmpty();
        assertThat(find("no name!")).isEmpty();
    }

    @Test
    void settingsAreChangedEachForItself() {
        SignedInUser user = SignedIn.add(beans);
        UserChange speakGerman = new UserChange(
                Optional.of("de"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        UserView german = change(user.userName(), speakGerman).orElseThrow();
        change(user.userName(), speakGerman);
        assertThat(german.language()).isEqualTo("de");
        assertThat(german.jurisdiction()).isEqualTo("GB");
        UserView moved = change(
                        user.userName(),
                        new UserChange(
                                Optional.empty(),
                                Optional.of("IE"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                .orElseThrow();

        assertThat(moved.language()).isEqualTo("de");
        assertThat(moved.jurisdiction()).isEqualTo("IE");
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("LANGUAGE_CHANGED OK", "JURISDICTION_CHANGED GB_TO_IE");
    }

    @Test
    void aLockEndsSessionsAndIsWrittenDownOnce() {
        SignedInUser user = SignedIn.add(beans);

        assertThat(change(user.userName(), locked()).orElseThrow().locked()).isTrue();
        assertThat(change(user.userName(), locked()).orElseThrow().locked()).isTrue();
        assertThat(SignedIn.isEnded(beans, user)).isTrue();

        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("USER_LOCKED OK");
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.userId(), SecurityEvent.Kind.LOCKED));
    }

    @Test
    void aMailAddressIsChangedAndRemovedAndBothTheUserHears() {
        SignedInUser user = SignedIn.add(beans);
        SecurityEvent changed = SecurityEvent.of(user.userId(), SecurityEvent.Kind.EMAIL_CHANGED);

        assertThat(change(user.userName(), email("anna@Example.com"))
                        .orElseThrow()
                        .email())
                .contains(EmailAddress.of("anna@example.com"));
        assertThat(change(user.userName(), email("anna@example.com"))
                        .orElseThrow()
                        .email())
                .as("the same once more")
                .contains(EmailAddress.of("anna@example.com"));
        change(user.userName(), email("eve@example.com"));
        assertThat(change(user.userName(), email("")).orElseThrow().email()).isEmpty();

        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("EMAIL_CHANGED OK", "EMAIL_CHANGED OK", "EMAIL_CHANGED REMOVED");
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(
                        changed, changed.toFormerEmail("anna@example.com"), changed.toFormerEmail("eve@example.com"));
    }

    @Test
    void whatIsNoLockEndsNoSession() {
        SignedInUser user = SignedIn.add(beans);

        unlock(user.userName());
        change(user.userName(), account(new Account(Account.Kind.LIVE, Account.State.APPROVED)));

        assertThat(SignedIn.isEnded(beans, user)).isFalse();
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("LANES_OPENED OK", "ACCOUNT_CHANGED LIVE_OPEN_TO_LIVE_APPROVED");
    }

    /** Such a session was opened for play money, by the password alone. */
    @Test
    void anAccountThatNeedsAFactorFromNowOnEndsSessions() {
        SignedInUser user = SignedIn.add(beans);
        change(user.userName(), account(new Account(Account.Kind.PAPER, Account.State.OPEN)));
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
        assertThat(devicesSince(user)).isEqualTo(Instant.EPOCH);

        change(user.userName(), account(Account.OPEN));

        assertThat(SignedIn.isEnded(beans, user)).isTrue();
        assertThat(devicesSince(user)).isAfter(beans.clock().instant());
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("ACCOUNT_CHANGED LIVE_OPEN_TO_PAPER_OPEN", "ACCOUNT_CHANGED PAPER_OPEN_TO_LIVE_OPEN");
    }

    /** An operator who knows the password could get in by that. */
    @Test
    void whoseLoginsAskForNoFactorAnyMoreIsTold() {
        SignedInUser user = SignedIn.add(beans);
        change(user.userName(), account(new Account(Account.Kind.LIVE, Account.State.APPROVED)));
        assertThat(beans.fired(SecurityEvent.class)).isEmpty();

        change(user.userName(), account(new Account(Account.Kind.PAPER, Account.State.OPEN)));
        change(user.userName(), account(new Account(Account.Kind.PAPER, Account.State.CLOSED)));

        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.userId(), SecurityEvent.Kind.FACTOR_WAIVED));
    }

    private Instant devicesSince(SignedInUser user) {
        return beans.query(entities ->
                entities.find(User.class, user.userId()).deviceOwner().since());
    }

    @Test
    void anAccountThatIsOverEndsSessions() {
        SignedInUser user = SignedIn.add(beans);
        change(user.userName(), account(Account.OPEN));
        assertThat(AuditTrail.of(beans, user.userId()))
                .as("it was open already")
                .isEmpty();

        assertThat(change(user.userName(), account(CLOSED)).orElseThrow().account())
                .isEqualTo(CLOSED);

        assertThat(SignedIn.isEnded(beans, user)).isTrue();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("ACCOUNT_CHANGED LIVE_OPEN_TO_LIVE_CLOSED");
    }

    @Test
    void unlockingOpensLanesToo() {
        SignedInUser user = SignedIn.add(beans);
        Users.lock(beans, user.userId());
        Lane lane = Lane.ofUser(user.userId(), "");
        beans.run(Lockout.class, lockout -> lockout.factorFailed(lane, LimitsForTests.withLockFailures(1)));
        assertThat(lockedUntil(lane)).isPresent();

        assertThat(unlock(user.userName()).orElseThrow().locked()).isFalse();

        assertThat(lockedUntil(lane)).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("USER_UNLOCKED OK", "LANES_OPENED OK");
    }

    /** Whose practice is over has no money by that. */
    @ParameterizedTest
    @EnumSource(Account.Kind.class)
    void anAccountStaysWhatItIsWhereNothingElseIsSaid(Account.Kind kind) {
        SignedInUser user = SignedIn.add(beans);
        change(user.userName(), account(new Account(kind, Account.State.OPEN)));

        UserView closed = change(
                        user.userName(), account(new UserChange.NewAccount(Optional.empty(), Account.State.CLOSED)))
                .orElseThrow();

        assertThat(closed.account()).isEqualTo(new Account(kind, Account.State.CLOSED));
    }

    private static UserChange locked() {
        return new UserChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
    }

    /** To nowhere if the address is empty. */
    private static UserChange email(String address) {
        Optional<EmailAddress> email =
                Optional.of(address).filter(text -> !text.isEmpty()).map(EmailAddress::of);
        return new UserChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new UserChange.NewEmail(email)));
    }

    private static UserChange account(Account account) {
        return account(new UserChange.NewAccount(Optional.of(account.kind()), account.state()));
    }

    private static UserChange account(UserChange.NewAccount account) {
        return new UserChange(
                Optional.empty(), Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
    }

    private Optional<Instant> lockedUntil(Lane lane) {
        return beans.call(Lockout.class, lockout -> lockout.lockedUntil(lane));
    }

    private Outcome create(NewUser user) {
        return beans.call(Provisioning.class, provisioning -> provisioning.create(user, "op"));
    }

    private Optional<UserView> find(String name) {
        return beans.call(UserAdministration.class, users -> users.findUser(name));
    }

    private Optional<UserView> change(String name, UserChange change) {
        return beans.call(UserAdministration.class, users -> users.change(name, change, "op"));
    }

    private Optional<UserView> unlock(String name) {
        return beans.call(UserAdministration.class, users -> users.unlock(name, "op"));
    }
}
