package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Platform;
import dev.countersign.diagnosis.NotificationDiagnosisDesk.Diagnosis;
import dev.countersign.diagnosis.NotificationEvidence.SeenPhone;
import dev.countersign.diagnosis.NotificationEvidence.SeenTest;
import dev.countersign.diagnosis.NotificationEvidence.TestState;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.Reason;
import dev.countersign.login.SecondFactor;
import dev.countersign.push.NotificationDesk;
import dev.countersign.push.NotificationHealth;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.NotificationStore;
import dev.countersign.push.PushAddress;
import dev.countersign.push.PushDesk;
import dev.countersign.push.PushDesk.Waiting;
import dev.countersign.push.PushRegions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.OwnSettings;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told why notifications do not come, what of it, and what the server does about it. */
class NotificationDiagnosisDeskTest {

    private static final String PASSWORD = "secret1";
    private static final Map<NotificationQuestion, Boolean> NOTHING = Map.of();

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    /** The login before the activation asked for no authenticator, which says nothing about notifications. */
    @BeforeEach
    void letTheActivationBeOver() {
        beans.clock().pass(Duration.ofSeconds(1));
    }

    @Test
    void anAddressThatIsMissingIsAskedForAndTheTestThatFollowsClosesTheVerdict() {
        OpenedAttempt attempt = open();
        assertThat(verdict(diagnose(attempt))).isEqualTo(NotificationVerdict.N_TOKEN_DEAD);
        assertThat(waiting().renewalDue()).isTrue();
        assertThat(health().test()).isEmpty();

        register();

        assertThat(waiting().renewalDue()).isFalse();
        UUID test = health().test().orElseThrow().id();
        Diagnosis pending = granted(look(attempt));
        assertThat(pending.finding()).isEqualTo(NotificationFinding.of(NotificationVerdict.N_NOTHING_FOUND));
        assertThat(pending.evidence().test())
                .contains(
                        new SeenTest(TestState.PENDING, beans.clock().instant().plusSeconds(30)));
        openTest(test);
        assertThat(verdict(granted(look(attempt)))).isEqualTo(NotificationVerdict.N_WORKS);
        assertThat(granted(look(attempt)).evidence().test().map(SeenTest::state))
                .contains(TestState.OPENED);
        beans.clock().pass(Duration.ofSeconds(1));
        register();
        assertThat(health().test().orElseThrow().id()).as("one test a repair").isEqualTo(test);
    }

    @Test
    void lookingChangesNothing() {
        OpenedAttempt attempt = open();

        assertThat(verdict(granted(look(attempt)))).isEqualTo(NotificationVerdict.N_TOKEN_DEAD);

        assertThat(waiting().renewalDue()).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain("DIAGNOSIS N_TOKEN_DEAD");
        diagnose(attempt);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("DIAGNOSIS N_TOKEN_DEAD");
    }

    @Test
    void whoHasOnlyThePasswordIsToldNothingOfWhenThePhoneWasUsed() {
        SeenPhone seen = diagnose(open()).evidence().phone().orElseThrow();

        assertThat(seen)
                .isEqualTo(new SeenPhone(
                        "Pixel 8",
                        Platform.ANDROID_BROWSER,
                        EnrolmentState.ACTIVE,
                        Optional.empty(),
                        Optional.empty()));
        report(NotificationPermission.GRANTED);
        for (Diagnosis other : new Diagnosis[] {
            diagnoseInSession(), diagnoseInApp(phone.token(), enrolment).orElseThrow()
        }) {
            NotificationEvidence.Times times =
                    other.evidence().phone().orElseThrow().times().orElseThrow();
            assertThat(times.seenAt()).isEqualTo(beans.clock().instant().minus(Duration.ofSeconds(1)));
            assertThat(times.reported()).isPresent();
        }
    }

    @Test
    void onlyALoginThatWaitsForItsFactorIsTold() {
        OpenedAttempt attempt = open();
        assertThat(reason(lookWith(attempt, "x".repeat(43)))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
        assertThat(reason(beans.<NotificationDiagnosisDesk, LoginOutcome<Diagnosis>>call(
                        NotificationDiagnosisDesk.class, desk -> desk.look("none", attempt.secret()))))
                .isEqualTo(Reason.UNKNOWN_ATTEMPT);
        OpenedAttempt given = open();
        beans.run(SecondFactor.class, factor -> factor.cancel(given.key()));
        assertThat(reason(look(given))).isEqualTo(Reason.ATTEMPT_OVER);
        Users.lock(beans, user.id());

        assertThat(reason(look(attempt))).isEqualTo(Reason.LOCKED);

        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(reason(look(attempt))).isEqualTo(Reason.ATTEMPT_EXPIRED);
    }

    @Test
    void onlyTheAppOfAnActiveAuthenticatorIsTold() {
        Phone stranger = new Phone(beans);
        Activations.activate(beans, Users.add(beans, PASSWORD, Account.OPEN), stranger);
        assertThat(diagnoseInApp(stranger.token(), enrolment)).isEmpty();
        assertThat(diagnoseInApp(phone.token(), UUID.randomUUID())).isEmpty();
        assertThat(diagnoseInApp(phone.token(), enrolment)).isPresent();

        beans.run(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "operator"));

        assertThat(diagnoseInApp(phone.token(), enrolment)).isEmpty();
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_NOT_ACTIVATED);
    }

    @Test
    void whatTheUserWantsAndWhatHisAppSaysIsRead() {
        report(NotificationPermission.DENIED);
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_PERMISSION);
        register();
        beans.run(
                NotificationStore.class,
                store -> store.keep(
                        phone.installation(),
                        new NotificationReport(NotificationPermission.GRANTED, true, false, false, "CN"),
                        beans.clock().instant()));
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_REGION);
        beans.set("countersign.diagnosis.regions-without-push", "AQ, CN");
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_REGION);
        beans.set("countersign.diagnosis.regions-without-push", "AQ, ZZ");
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_NOTHING_FOUND);

        beans.run(OwnSettings.class, settings -> settings.preferSeamless(user.id(), false));

        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_SEAMLESS_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN,", "CN ", ",CN"})
    void anAppThatCannotTellItsRegionIsInNone(String withoutPush) {
        beans.set("countersign.diagnosis.regions-without-push", withoutPush);

        assertThat(beans.<PushRegions, Boolean>call(PushRegions.class, regions -> regions.isWithoutPush("CN")))
                .isTrue();
        assertThat(beans.<PushRegions, Boolean>call(PushRegions.class, regions -> regions.isWithoutPush("")))
                .isFalse();
    }

    @Test
    void anAppThatStoodOpenAMomentAgoIsNotSilent() {
        register();
        beans.clock().pass(Duration.ofHours(24));
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_OFFLINE);
        phone.keepOpen();

        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_NOTHING_FOUND);

        beans.clock().pass(Duration.ofHours(24));
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_NOTHING_FOUND);
        beans.clock().pass(Duration.ofSeconds(41));
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_OFFLINE);
    }

    @Test
    void aNotificationThatNobodyConfirmsIsFollowedByOneTestAndThenByQuestions() {
        register();
        phone.keepOpen();
        OpenedAttempt attempt = open();
        UUID request = waiting().requests().get(0).id();
        sendRequests();
        Diagnosis first = diagnose(attempt);
        assertThat(first.finding()).isEqualTo(NotificationFinding.of(NotificationVerdict.N_NOT_DELIVERED));
        UUID test = health().test().orElseThrow().id();
        sendTests();
        beans.clock().pass(Duration.ofSeconds(30));

        Diagnosis second = diagnose(attempt);

        assertThat(second.evidence().test().map(SeenTest::state)).contains(TestState.MISSED);
        assertThat(second.finding().question()).contains(NotificationQuestion.PHONE);
        assertThat(health().test().orElseThrow().id()).isEqualTo(test);
        Diagnosis third = diagnose(attempt, Map.of(NotificationQuestion.PHONE, false));
        assertThat(verdict(third)).isEqualTo(NotificationVerdict.N_OTHER_PHONE);
        receiveTest(test);
        assertThat(verdict(diagnose(attempt))).isEqualTo(NotificationVerdict.N_OVERLOOKED);
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(beans.<PushDesk, Optional<UUID>>call(
                        PushDesk.class, desk -> desk.receive(phone.installation(), "x".repeat(43), request)))
                .isEmpty();
        assertThat(beans.<PushDesk, Optional<UUID>>call(
                        PushDesk.class, desk -> desk.receive(phone.installation(), phone.token(), request)))
                .isPresent();
    }

    @Test
    void aPauseIsEndedByALoginByChallengeAndTheTestThatFollows() {
        register();
        for (int i = 0; i < 3; i++) {
            phone.keepOpen();
            open();
            beans.clock().pass(Duration.ofMinutes(11));
        }
        phone.keepOpen();
        OpenedAttempt attempt = open();
        assertThat(attempt.attempt().started().orElseThrow().pushPaused()).isTrue();
        assertThat(verdict(diagnose(attempt))).isEqualTo(NotificationVerdict.N_SUSPENDED);
        assertThat(waiting().renewalDue()).isFalse();
        String challenge = attempt.attempt().started().orElseThrow().challenge().orElseThrow();

        beans.run(
                SecondFactor.class,
                factor -> factor.answer(attempt.key(), new Typed(phone.respond(user.userName(), challenge))));

        assertThat(waiting().renewalDue()).isTrue();
        assertThat(health().test()).isEmpty();
        register();
        openTest(health().test().orElseThrow().id());
        assertThat(verdict(diagnoseInSession())).isEqualTo(NotificationVerdict.N_WORKS);
    }

    @Test
    void aMissingAddressIsAskedForDuringAPauseToo() {
        for (int i = 0; i < 3; i++) {
            phone.keepOpen();
            open();
            beans.clock().pass(Duration.ofMinutes(11));
        }
        phone.keepOpen();

        Diagnosis diagnosis = diagnose(open());

        assertThat(verdict(diagnosis)).isEqualTo(NotificationVerdict.N_SUSPENDED);
        assertThat(diagnosis.finding().cause()).contains(NotificationVerdict.N_TOKEN_DEAD);
        assertThat(waiting().renewalDue()).isTrue();
    }

    private OpenedAttempt open() {
        LoginRequest request = new LoginRequest(user.userName(), PASSWORD, ClientKind.PORTAL, "1", Optional.empty());
        Caller caller = new Caller("home-" + user.id(), "");
        return granted(beans.<LoginDoor, LoginOutcome<OpenedAttempt>>call(
                LoginDoor.class, door -> door.begin(request, caller)));
    }

    private Diagnosis diagnose(OpenedAttempt attempt) {
        return diagnose(attempt, NOTHING);
    }

    private Diagnosis diagnose(OpenedAttempt attempt, Map<NotificationQuestion, Boolean> answers) {
        return granted(beans.<NotificationDiagnosisDesk, LoginOutcome<Diagnosis>>call(
                NotificationDiagnosisDesk.class,
                desk -> desk.diagnose(attempt.attempt().id(), attempt.secret(), answers)));
    }

    private LoginOutcome<Diagnosis> look(OpenedAttempt attempt) {
        return lookWith(attempt, attempt.secret());
    }

    private LoginOutcome<Diagnosis> lookWith(OpenedAttempt attempt, String secret) {
        return beans.call(
                NotificationDiagnosisDesk.class,
                desk -> desk.look(attempt.attempt().id(), secret));
    }

    private Diagnosis diagnoseInSession() {
        // Older than what counts as a login of late.
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant().minus(Duration.ofMinutes(15))));
        return beans.call(NotificationDiagnosisDesk.class, desk -> desk.diagnose(caller, NOTHING));
    }

    private Optional<Diagnosis> diagnoseInApp(String token, UUID whose) {
        return beans.call(
                NotificationDiagnosisDesk.class, desk -> desk.diagnose(phone.installation(), token, whose, NOTHING));
    }

    private void report(NotificationPermission permission) {
        beans.run(
                NotificationStore.class,
                store -> store.keep(
                        phone.installation(),
                        new NotificationReport(permission, true, false, false, ""),
                        beans.clock().instant()));
    }

    private void register() {
        beans.run(
                PushDesk.class,
                desk -> desk.register(phone.installation(), phone.token(), PushAddress.parse("FCM a-token")));
    }

    private Waiting waiting() {
        return beans.<PushDesk, Optional<Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), phone.token()))
                .orElseThrow();
    }

    private NotificationHealth health() {
        return beans.call(NotificationStore.class, store -> store.health(phone.installation()));
    }

    private void receiveTest(UUID test) {
        beans.run(NotificationDesk.class, desk -> desk.receive(phone.installation(), phone.token(), test));
    }

    private void openTest(UUID test) {
        beans.run(NotificationDesk.class, desk -> desk.open(phone.installation(), phone.token(), test));
    }

    /** Their push service takes them. */
    private void sendRequests() {
        write("update push_request set delivery = 'SENT' where installation_id = ?1");
    }

    private void sendTests() {
        write("update notification_test set sent_at = asked_at where installation_id = ?1");
    }

    private void write(String sql) {
        beans.query(entities -> entities.createNativeQuery(sql)
                .setParameter(1, phone.installation().toString())
                .executeUpdate());
    }

    private static NotificationVerdict verdict(Diagnosis diagnosis) {
        return diagnosis.finding().verdict();
    }

    private static <T> T granted(LoginOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    private static Reason reason(LoginOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }
}
