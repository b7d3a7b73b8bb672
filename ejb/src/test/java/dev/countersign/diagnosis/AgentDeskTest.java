package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.card.Cards;
import dev.countersign.diagnosis.NotificationEvidence.SeenTest;
import dev.countersign.diagnosis.NotificationEvidence.TestState;
import dev.countersign.diagnosis.UserDiagnosis.SeenUser;
import dev.countersign.factor.FactorKind;
import dev.countersign.history.EventOutcome;
import dev.countersign.history.PastLogin;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginRequest;
import dev.countersign.push.NotificationDesk;
import dev.countersign.push.NotificationStore;
import dev.countersign.push.PushAddress;
import dev.countersign.push.PushDesk;
import dev.countersign.push.TestOutcome;
import dev.countersign.push.TestOutcome.Obstacle;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the help desk sees and tries for a user with a case. */
class AgentDeskTest {

    private static final String PASSWORD = "secret1";
    private static final HelpDeskCase CASE = new HelpDeskCase("C-" + "4".repeat(38));

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);

    @Test
    void allPartsAreThereAndTheLookIsInTheAuditWithItsCase() {
        String number = beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        String e164 = beans.query(entities -> Numbers.get(entities, number).e164());
        Activations.activate(beans, user, phone);
        Cards card = Cards.active(beans, user.userName());
        addPastLogin("WRONG_CODE");

        UserDiagnosis seen = look();

        assertThat(seen.user())
                .isEqualTo(new SeenUser(user.userName(), user.language(), "GB", Account.OPEN, false, true));
        assertThat(seen.factors())
                .extracting(listed -> listed.factor().kind())
                .contains(FactorKind.AUTHENTICATOR, FactorKind.DISPLAY_CARD, FactorKind.SMS);
        assertThat(seen.factors())
                .filteredOn(listed -> listed.factor().kind() == FactorKind.AUTHENTICATOR)
                .extracting(listed -> listed.factor().label())
                .containsExactly("Pixel 8");
        assertThat(seen.logins()).extracting(PastLogin::outcome).containsExactly(EventOutcome.WRONG_CODE);
        assertThat(seen.notifications().finding().verdict()).isEqualTo(NotificationVerdict.N_NO_REQUEST);
        assertThat(seen.notifications().evidence().phone().orElseThrow().times())
                .as("an agent is told when the phone was heard of")
                .isPresent();
        assertThat(seen.messages())
                .extracting(SmsDiagnosisDesk.Diagnosis::verdict)
                .containsExactly(SmsVerdict.S_NOT_SMS_USER);
        assertThat(seen.activation().orElseThrow().verdict()).isEqualTo(ActivationVerdict.ACT_ALREADY_HERE);
        assertThat(seen.cards()).extracting(CardDiagnosisDesk.Diagnosis::asked).containsExactly(card.serial());
        assertThat(seen.toString()).doesNotContain(e164);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("DIAGNOSIS_READ OK");
        assertThat(caseOf(seen.reference().value())).isEqualTo(CASE.id());
    }

    @Test
    void whoHasNothingIsSeenToo() {
        UserDiagnosis seen = look();

        assertThat(seen.factors()).isEmpty();
        assertThat(seen.logins()).isEmpty();
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.activation()).isEmpty();
        assertThat(seen.cards()).isEmpty();
    }

    @Test
    void nobodyIsNobody() {
        String nobody = "nobody-" + UUID.randomUUID();

        Optional<UserDiagnosis> seen = beans.call(AgentDesk.class, desk -> desk.look(nobody, CASE, "ann"));
        Optional<TestOutcome> tested = beans.call(AgentDesk.class, desk -> desk.testNotification(nobody, "ann"));

        assertThat(seen).isEmpty();
        assertThat(tested).isEmpty();
    }

    /** The user's own question has the app renew its address, and a message that did not come counted. */
    @Test
    void lookingRepairsNothing() {
        Activations.activate(beans, user, phone);
        beans.clock().pass(Duration.ofSeconds(1));
        LoginRequest request = new LoginRequest(user.userName(), PASSWORD, ClientKind.PORTAL, "1", Optional.empty());
        beans.run(LoginDoor.class, door -> door.begin(request, new Caller("home-" + user.id(), "")));

        assertThat(look().notifications().finding().verdict()).isEqualTo(NotificationVerdict.N_TOKEN_DEAD);

        assertThat(renewalDue()).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).noneMatch(entry -> entry.startsWith("DIAGNOSIS N_"));
    }

    @Test
    void aTestIsOneOfTheUsersOwn() {
        Activations.activate(beans, user, phone);
        assertThat(test().orElseThrow().obstacle()).contains(Obstacle.UNREACHABLE);
        register();

        TestOutcome sent = test().orElseThrow();

        assertThat(sent.test())
                .isEqualTo(beans.call(NotificationStore.class, store -> store.health(phone.installation()))
                        .test()
                        .map(one -> one.id()));
        assertThat(look().notifications().evidence().test().map(SeenTest::state))
                .contains(TestState.PENDING);
        beans.run(
                NotificationDesk.class,
                desk -> desk.open(
                        phone.installation(), phone.token(), sent.test().orElseThrow()));
        assertThat(look().notifications().evidence().test().map(SeenTest::state))
                .contains(TestState.OPENED);
        test();
        test();
        assertThat(test().orElseThrow().obstacle()).contains(Obstacle.TOO_MANY);
        assertThat(AuditTrail.of(beans, user.id()))
                .containsSubsequence(
                        "NOTIFICATION_TESTED UNREACHABLE", "NOTIFICATION_TESTED OK", "NOTIFICATION_TESTED TOO_MANY");
        beans.run(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "ann"));
        assertThat(test()).as("no phone is his any more").isEmpty();
    }

    private UserDiagnosis look() {
        return beans.<AgentDesk, Optional<UserDiagnosis>>call(
                        AgentDesk.class, desk -> desk.look(user.userName(), CASE, "ann"))
                .orElseThrow();
    }

    private Optional<TestOutcome> test() {
        beans.clock().pass(Duration.ofSeconds(1));
        return beans.call(AgentDesk.class, desk -> desk.testNotification(user.userName(), "ann"));
    }

    private void register() {
        beans.run(
                PushDesk.class,
                desk -> desk.register(phone.installation(), phone.token(), PushAddress.parse("FCM a-token")));
    }

    private boolean renewalDue() {
        return beans.<PushDesk, Optional<PushDesk.Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), phone.token()))
                .orElseThrow()
                .renewalDue();
    }

    private void addPastLogin(String outcome) {
        beans.query(entities -> entities.createNativeQuery(
                        "insert into login_event (id, subject, at, outcome, client_kind, client_address, times, password_known)"
                                + " values (?1, ?2, ?3, ?4, 'PORTAL', '192.0.2.1', 1, true)")
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, "user:" + user.id())
                .setParameter(3, Timestamp.from(beans.clock().instant()))
                .setParameter(4, outcome)
                .executeUpdate());
    }

    private String caseOf(String reference) {
        return beans.query(entities -> (String) entities.createNativeQuery(
                        "select correlation_id from audit_entry where reference = ?1 and type = 'DIAGNOSIS_READ'")
                .setParameter(1, reference)
                .getSingleResult());
    }
}
