package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditTrail;
import dev.countersign.audit.Decided;
import dev.countersign.lockout.Caller;
import dev.countersign.policy.JurisdictionDesk;
import dev.countersign.policy.Rule;
import dev.countersign.policy.RuleChange;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.Account;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.Passwords;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the password opens, and what it costs to be wrong. */
class LoginDoorTest {

    private static final Duration DAY = Duration.ofHours(24);

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String home = "home-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theRightPasswordSendsACodeToTheDefaultNumber() {
        String number = addNumber(user);

        OpenedAttempt opened = open(ClientKind.WORKSTATION);

        AttemptView view = opened.attempt();
        String label = beans.query(entities -> Numbers.get(entities, number).masked());
        assertThat(view.state()).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(view.factors()).containsExactly(new AttemptView.Factor(number, "SMS", label, true));
        AttemptView.Started started = view.started().orElseThrow();
        assertThat(started.state()).isEqualTo("QUEUED");
        assertThat(started.triesLeft()).isEqualTo(5);
        assertThat(started.resendAt()).contains(beans.clock().instant().plus(Duration.ofMinutes(2)));
        assertThat(started.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(10)));
        assertThat(started.retryAfter()).isEmpty();
        assertThat(door.code(opened)).hasSize(6);
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("LOGIN_PASSWORD OK");
    }

    @Test
    void aSecondAttemptWithinTwoMinutesWaitsForItsSms() {
        addNumber(user);
        open(ClientKind.PORTAL);
        beans.clock().pass(Duration.ofSeconds(30));

        OpenedAttempt second = open(ClientKind.PORTAL);

        AttemptView.Started started = second.attempt().started().orElseThrow();
        assertThat(started.state()).isEqualTo("COOLDOWN");
        assertThat(started.reason()).contains(Reason.SMS_COOLDOWN);
        assertThat(started.retryAfter()).contains(Duration.ofSeconds(90));
        assertThat(started.expiresAt()).isEqualTo(second.attempt().expiresAt());
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, second.attempt().id()))
                .isZero();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        addNumber(user);

        Refusal wrong = refusal(begin(user.userName(), "secret2"));
        Refusal unknown = refusal(begin("nobody" + UUID.randomUUID().toString().substring(0, 8), PASSWORD));

        assertThat(wrong.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(wrong.next()).containsExactly(NextStep.NEW_LOGIN);
        assertThat(unknown)
                .isEqualTo(new Refusal(
                        wrong.reason(), wrong.triesLeft(), wrong.retryAfter(), wrong.next(), unknown.reference()));
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("LOGIN_PASSWORD BAD_CREDENTIALS");
    }

    /** There is no end of names: the log has them, with the reference that whoever calls reads out, and the audit has not. */
    @Test
    void nothingOfANameThatNobodyHasStandsInTheAudit() {
        String name = "nobody" + UUID.randomUUID().toString().substring(0, 8);
        List<Refusal> refusals =
                Stream.generate(() -> refusal(begin(name, PASSWORD))).limit(12).toList();

        List<AuditFact> told =
                beans.fired(Decided.class).stream().map(Decided::fact).toList();
        assertThat(told)
                .filteredOn(fact -> fact.type().equals("LOGIN_PASSWORD"))
                .allSatisfy(fact -> assertThat(fact.subject()).startsWith("name:"))
                .extracting(AuditFact::reference)
                .containsExactlyElementsOf(
                        refusals.stream().map(Refusal::reference).toList());
        assertThat(told).extracting(AuditFact::type).containsOnlyOnce("LOGIN_LANE_CLOSED");
        assertThat(AuditTrail.about(beans, told.get(0).subject())).isEmpty();
    }

    @Test
    void refusalsAtAClosedDoorAreCountedAndOneOfAnHourIsWritten() {
        closeLane();
        beans.clock().pass(Duration.ofMinutes(30));
        List<String> closed = AuditTrail.of(beans, user.id());
        for (int i = 0; i < 30; i++) {
            assertThat(reason(begin(user.userName(), PASSWORD))).isEqualTo(Reason.LOCKED);
        }

        assertThat(AuditTrail.of(beans, user.id())).hasSize(closed.size() + 1).endsWith("LOGIN_PASSWORD LOCKED");
        beans.clock().pass(Duration.ofMinutes(60).minusMillis(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, user.id())).hasSize(closed.size() + 1);

        beans.clock().pass(Duration.ofMillis(1));
        AuditTrail.sumUp(beans);
        AuditTrail.sumUp(beans);
        begin(user.userName(), PASSWORD);

        assertThat(AuditTrail.of(beans, user.id()).subList(closed.size(), closed.size() + 3))
                .containsExactly("LOGIN_PASSWORD LOCKED", "LOGIN_PASSWORD_REPEATED LOCKED_29", "LOGIN_PASSWORD LOCKED");
        assertThat(beans.fired(Decided.class))
                .as("each in the log")
                .filteredOn(decided -> decided.fact().reason().equals("LOCKED"))
                .hasSize(31);
    }

    /** Another address is another reason to look closer, but not another entry. */
    @Test
    void aThrottledAddressFillsTheAuditOfNobody() {
        for (int i = 0; i < 20; i++) {
            begin("nobody" + UUID.randomUUID().toString().substring(0, 8), PASSWORD);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(reason(begin(user.userName(), "secret2"))).isEqualTo(Reason.ADDRESS_THROTTLED);
        }

        assertThat(AuditTrail.of(beans, user.id())).containsExactly("LOGIN_PASSWORD ADDRESS_THROTTLED");
    }

    @Test
    void tenWrongPasswordsCloseTheLaneForTheRightOneToo() {
        addNumber(user);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(begin(user.userName(), "secret2"))).isEqualTo(Reason.BAD_CREDENTIALS);
        }
        assertThat(AuditTrail.of(beans, user.id())).hasSize(11).containsOnlyOnce("LOGIN_LANE_CLOSED BAD_CREDENTIALS");
        beans.clock().pass(Duration.ofHours(4));

        Refusal refusal = refusal(begin(user.userName(), PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(20));
        assertThat(reason(begin(user.userName(), "secret2"))).isEqualTo(Reason.LOCKED);
        beans.clock().pass(Duration.ofHours(20));
        granted(begin(user.userName(), PASSWORD));
    }

    @Test
    void aNameThatNobodyHasClosesLikeOne() {
        String name = "nobody" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(begin(name, PASSWORD))).isEqualTo(Reason.BAD_CREDENTIALS);
        }

        Refusal refusal = refusal(begin(name, PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.retryAfter()).contains(DAY);
    }

    @Test
    void aRecognisedDeviceHasALaneOfItsOwn() {
        addNumber(user);
        OpenedAttempt first = open(ClientKind.PORTAL);
        granted(door.answer(first, door.code(first)));
        String cookie = granted(door.issueToken(first, "")).deviceCookie();
        for (int i = 0; i < 10; i++) {
            begin(user.userName(), "secret2");
        }
        assertThat(reason(begin(user.userName(), PASSWORD))).isEqualTo(Reason.LOCKED);

        granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, new Caller(home, cookie)));
    }

    @Test
    void twentyFailuresOfAnAddressAreEnough() {
        for (int i = 0; i < 20; i++) {
            assertThat(reason(begin("nobody" + UUID.randomUUID().toString().substring(0, 8), PASSWORD)))
                    .isEqualTo(Reason.BAD_CREDENTIALS);
        }
        beans.clock().pass(Duration.ofMinutes(4));

        Refusal refusal = refusal(begin(user.userName(), PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.ADDRESS_THROTTLED);
        assertThat(refusal.next()).containsExactly(NextStep.WAIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(6));
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("LOGIN_PASSWORD ADDRESS_THROTTLED");
    }

    @Test
    void aLockedUserIsToldOnlyAfterTheRightPassword() {
        Users.lock(beans, user.id());

        assertThat(reason(begin(user.userName(), "secret2"))).isEqualTo(Reason.BAD_CREDENTIALS);
        Refusal refusal = refusal(begin(user.userName(), PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_PASSWORD LOCKED");
    }

    @Test
    void aPasswordThatWasChangedWhileItWasCheckedOpensNothing() {
        addNumber(user);
        LoginRequest request = Door.request(user.userName(), PASSWORD, ClientKind.PORTAL);
        Approach approach =
                beans.call(LoginAttempts.class, attempts -> attempts.approach(request, new Caller(home, "")));
        beans.query(entities -> {
            entities.find(User.class, user.id()).changePassword("$argon2id$another", Instant.EPOCH);
            return true;
        });

        assertThat(reason(beans.call(LoginAttempts.class, attempts -> attempts.open(request, approach))))
                .isEqualTo(Reason.BAD_CREDENTIALS);
    }

    /** After the cost was changed, two logins of one user read the same verifier, and one of them renews it. */
    @Test
    void aPasswordWhoseVerifierWasRenewedWhileItWasCheckedIsStillRight() {
        addNumber(user);
        LoginRequest request = Door.request(user.userName(), PASSWORD, ClientKind.PORTAL);
        Approach approach =
                beans.call(LoginAttempts.class, attempts -> attempts.approach(request, new Caller(home, "")));
        String before = Users.verifier(beans, user.id());
        beans.set("countersign.password.argon2-iterations", "2");
        granted(begin(user.userName(), PASSWORD));
        assertThat(Users.verifier(beans, user.id())).isNotEqualTo(before);

        granted(beans.<LoginAttempts, LoginOutcome<OpenedAttempt>>call(
                LoginAttempts.class, attempts -> attempts.open(request, approach)));

        assertThat(AuditTrail.of(beans, user.id())).containsOnly("LOGIN_PASSWORD OK");
    }

    @Test
    void aLaneThatWasClosedWhileThePasswordWasCheckedOpensNothing() {
        addNumber(user);
        LoginRequest request = Door.request(user.userName(), PASSWORD, ClientKind.PORTAL);
        Approach approach =
                beans.call(LoginAttempts.class, attempts -> attempts.approach(request, new Caller(home, "")));
        for (int i = 0; i < 10; i++) {
            begin(user.userName(), "secret2");
        }

        assertThat(reason(beans.call(LoginAttempts.class, attempts -> attempts.open(request, approach))))
                .isEqualTo(Reason.LOCKED);
        assertThat(beans.call(LoginAttempts.class, attempts -> attempts.refusePassword(approach))
                        .reason())
                .isEqualTo(Reason.LOCKED);
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("LOGIN_PASSWORD LOCKED");
    }

    @Test
    void aLocalRuleAboutFailuresHoldsAtTheDoor() {
        String code = "QX";
        User local = Users.add(beans, PASSWORD, Account.OPEN);
        beans.query(entities -> entities.createQuery("update User u set u.jurisdiction = :code where u.id = :id")
                .setParameter("code", code)
                .setParameter("id", local.id())
                .executeUpdate());
        beans.run(
                JurisdictionDesk.class,
                desk -> desk.set(code, new RuleChange(Rule.LOCK_FAILURES, "2", "a law", Instant.EPOCH), "op"));

        for (int i = 0; i < 2; i++) {
            assertThat(reason(begin(local.userName(), "secret2"))).isEqualTo(Reason.BAD_CREDENTIALS);
        }

        assertThat(reason(begin(local.userName(), PASSWORD))).isEqualTo(Reason.LOCKED);
    }

    @Test
    void withoutANumberThePortalOpensAndNothingElse() {
        assertThat(open(ClientKind.PORTAL).attempt().state()).isEqualTo(AttemptState.AUTHENTICATED);

        Refusal refusal = refusal(door.begin(user.userName(), PASSWORD, ClientKind.MOBILE));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_NO_NUMBER);
        assertThat(refusal.next()).containsExactly(NextStep.PORTAL, NextStep.HELP_DESK);
    }

    @Test
    void anApplicantSeesThePortalAlone() {
        User applicant = Users.add(beans, PASSWORD, new Account(Account.Kind.LIVE, Account.State.APPLICANT));

        Refusal refusal = refusal(door.begin(applicant.userName(), PASSWORD, ClientKind.WEB_TRADER));

        assertThat(refusal.reason()).isEqualTo(Reason.PORTAL_ONLY);
        assertThat(refusal.next()).containsExactly(NextStep.PORTAL);
        granted(door.begin(applicant.userName(), PASSWORD, ClientKind.PORTAL));
    }

    @Test
    void playMoneyNeedsNoFactorThoughThereIsOne() {
        User player = Users.add(beans, PASSWORD, new Account(Account.Kind.PAPER, Account.State.OPEN));
        addNumber(player);

        OpenedAttempt opened = granted(door.begin(player.userName(), PASSWORD, ClientKind.WORKSTATION));

        assertThat(opened.attempt().state()).isEqualTo(AttemptState.AUTHENTICATED);
        assertThat(opened.attempt().factors()).isEmpty();
        assertThat(opened.attempt().started()).isEmpty();
    }

    @Test
    void theFourthOpenAttemptSupersedesTheOldest() {
        addNumber(user);
        OpenedAttempt first = open(ClientKind.PORTAL);
        OpenedAttempt second = openLater();
        OpenedAttempt third = openLater();
        assertThat(door.state(first)).isEqualTo(AttemptState.FACTOR_PENDING);

        OpenedAttempt fourth = openLater();

        assertThat(door.state(first)).isEqualTo(AttemptState.SUPERSEDED);
        assertThat(door.state(second)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(door.state(third)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(door.state(fourth)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("LOGIN_SUPERSEDED OK");
        assertThat(beans.fired(AttemptChanged.class))
                .containsExactly(new AttemptChanged(first.attempt().id()));
    }

    /** Which the user has left: the code that comes now is that of the newer one. */
    @Test
    void anotherLoginOfTheSameClientTakesThePlaceOfItsOlderOneAndOfNoOther() {
        beans.set("countersign.login.open-attempts", "10");
        addNumber(user);
        String cookie = cookie();
        String other = cookie();
        OpenedAttempt first = openOn(cookie, ClientKind.PORTAL);
        List<OpenedAttempt> others = List.of(openOn(cookie, ClientKind.WEB_TRADER), openOn(other, ClientKind.PORTAL));
        beans.clock().pass(Duration.ofSeconds(1));

        OpenedAttempt second = openOn(cookie, ClientKind.PORTAL);

        assertThat(door.state(first)).isEqualTo(AttemptState.SUPERSEDED);
        assertThat(others)
                .allSatisfy(attempt -> assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING));
        assertThat(door.state(second)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("LOGIN_SUPERSEDED OK");
    }

    /** Who knows the password and has no cookie ends no login of somebody else so. */
    @Test
    void clientsOfUnknownDevicesAreNotTakenForOne() {
        addNumber(user);
        OpenedAttempt first = openOn("", ClientKind.PORTAL);

        openOn("", ClientKind.PORTAL);

        assertThat(door.state(first)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void anAttemptThatIsOverTakesNoPlace() {
        beans.set("countersign.login.open-attempts", "1");
        addNumber(user);
        OpenedAttempt first = open(ClientKind.PORTAL);
        beans.clock().pass(Duration.ofMinutes(10));

        open(ClientKind.PORTAL);

        assertThat(door.state(first)).isEqualTo(AttemptState.EXPIRED);
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain("LOGIN_SUPERSEDED OK");
    }

    @Test
    void aVerifierOfAnotherCostIsRenewedAtALogin() {
        addNumber(user);
        String before = Users.verifier(beans, user.id());
        granted(begin(user.userName(), PASSWORD));
        assertThat(Users.verifier(beans, user.id())).isEqualTo(before);

        beans.set("countersign.password.argon2-iterations", "2");
        granted(begin(user.userName(), PASSWORD));

        assertThat(Users.verifier(beans, user.id())).isNotEqualTo(before).contains("t=2");
        granted(begin(user.userName(), PASSWORD));
    }

    @Test
    void aVerifierThatCannotBeRenewedNowCostsNobodyHisLogin() {
        addNumber(user);
        Credentials known = beans.call(CredentialDesk.class, desk -> desk.findCredentials(user.userName()))
                .orElseThrow();
        beans.set("countersign.password.argon2-iterations", "2");
        beans.give(CredentialDesk.class, new CredentialDesk() {
            @Override
            public Optional<Credentials> findCredentials(String typedName) {
                return Optional.of(known);
            }

            @Override
            public void renew(Credentials checked, String newPhc) {
                throw new IllegalStateException("the row is held");
            }
        });

        granted(begin(user.userName(), PASSWORD));
    }

    @Test
    void whereTooManyHashAtOnceNothingIsLookedAt() {
        addNumber(user);
        beans.give(Passwords.class, Users.busyPasswords());

        Refusal refusal = refusal(begin(user.userName(), PASSWORD));

        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(refusal.next()).containsExactly(NextStep.WAIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(AuditTrail.of(beans, user.id())).isEmpty();
    }

    private void closeLane() {
        for (int i = 0; i < 10; i++) {
            begin(user.userName(), "secret2");
        }
    }

    /** Of a device that the user has logged in on. */
    private String cookie() {
        OpenedAttempt attempt = open(ClientKind.PORTAL);
        granted(door.answer(attempt, door.code(attempt)));
        String cookie = granted(door.issueToken(attempt, "")).deviceCookie();
        beans.clock().pass(Duration.ofMinutes(2));
        return cookie;
    }

    private OpenedAttempt openOn(String cookie, ClientKind kind) {
        return granted(door.begin(user.userName(), PASSWORD, kind, new Caller(home, cookie)));
    }

    private OpenedAttempt openLater() {
        beans.clock().pass(Duration.ofSeconds(1));
        return open(ClientKind.PORTAL);
    }

    private OpenedAttempt open(ClientKind kind) {
        return granted(door.begin(user.userName(), PASSWORD, kind, new Caller(home, "")));
    }

    private LoginOutcome<OpenedAttempt> begin(String name, String password) {
        return door.begin(name, password, ClientKind.PORTAL, new Caller(home, ""));
    }

    private String addNumber(User owner) {
        return beans.query(
                entities -> Numbers.add(entities, owner.id(), beans.clock().instant()));
    }
}
