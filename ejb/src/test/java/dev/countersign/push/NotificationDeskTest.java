package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationHealth.Tested;
import dev.countersign.push.TestOutcome.Obstacle;
import dev.countersign.text.ReaderLanguage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of the notifications of a phone, and the tests that its user has sent. */
class NotificationDeskTest {

    private static final String TOKEN = "t".repeat(43);
    private static final PushAddress ADDRESS = new FcmAddress("a-registration-token");
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final Beans beans = new Beans();
    private final UUID phone = UUID.randomUUID();

    @BeforeEach
    void activate() {
        DeviceReport report =
                new DeviceReport(phone, Platform.ANDROID, "14", "1.0", "Phone", UnlockKind.PIN, true, Optional.empty());
        beans.run(
                AuthenticatorStore.class,
                store -> store.add(new Installation(
                        report, TOKEN, Integrity.UNKNOWN, beans.clock().instant())));
    }

    @Test
    void knowsWhatTheAppSaidLastAndHowOldThatIs() {
        report(new NotificationReport(NotificationPermission.ASK, true, false, false, ""));
        beans.clock().pass(Duration.ofHours(1));
        NotificationReport later = new NotificationReport(NotificationPermission.DENIED, false, true, true, "CN");
        report(later);
        beans.clock().pass(Duration.ofMinutes(5));

        NotificationHealth health = health();

        assertThat(health.reported().orElseThrow().report()).isEqualTo(later);
        assertThat(health.reported().orElseThrow().age(beans.clock().instant())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void nothingIsKnownOfAPhoneThatNeverReported() {
        assertThat(health())
                .isEqualTo(new NotificationHealth(Optional.empty(), Reach.NONE, Optional.empty(), Optional.empty()));
    }

    @Test
    void reachIsKnownFromTheAddressOnAndRejectedWhenItsServiceForgetsIt() {
        register();
        assertThat(health().reach()).isEqualTo(Reach.KNOWN);

        note(send(ask()), PushOutcome.dead("410"));

        assertThat(health().reach()).isEqualTo(Reach.REJECTED);
    }

    @Test
    void aTestIsNotSentToAPhoneWithoutAnAddress() {
        assertThat(test().obstacle()).contains(Obstacle.UNREACHABLE);
        assertThat(beans.fired(TestOrdered.class)).isEmpty();
        assertThat(health().test()).isEmpty();
    }

    @Test
    void aTestSaysInTheLanguageOfTheAppThatItWorksAndLivesForHalfAMinute() {
        register();

        PushNotification notification = send(ask()).notification();

        assertThat(notification.kind()).isEqualTo("TEST");
        assertThat(notification.title()).isEqualTo("Test-Benachrichtigung");
        assertThat(notification.life()).isEqualTo(LIFE);
    }

    @Test
    void ofATestThatWasOpenedTheFirstTimeCounts() {
        register();
        UUID test = ask();
        note(send(test), PushOutcome.sent());
        open(phone, test);
        var first = last().openedAt();

        beans.clock().pass(LIFE);
        open(phone, test);

        assertThat(first).isPresent();
        assertThat(last().openedAt()).isEqualTo(first);
    }

    @Test
    void aTestThatNobodyTookIsNotedAsFailed() {
        register();

        note(send(ask()), PushOutcome.busy(Optional.empty(), "429"));

        assertThat(last().failedAt()).isPresent();
        assertThat(last().sentAt()).isEmpty();
    }

    @Test
    void threeTestsAnHourAndAFourthWhenTheFirstIsAnHourOld() {
        register();
        for (int i = 0; i < 3; i++) {
            assertThat(test().test()).isPresent();
            beans.clock().pass(Duration.ofMinutes(1));
        }

        TestOutcome fourth = test();

        assertThat(fourth.obstacle()).contains(Obstacle.TOO_MANY);
        assertThat(fourth.retryAfter()).contains(Duration.ofMinutes(57));
        beans.clock().pass(Duration.ofMinutes(57).minusMillis(1));
        assertThat(test().test()).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(test().test()).isPresent();
    }

    @Test
    void noOtherTokenAndNoOtherPhoneOpensATest() {
        register();
        UUID test = ask();
        UUID other = UUID.randomUUID();
        DeviceReport report =
                new DeviceReport(other, Platform.IOS, "17", "1.0", "Other", UnlockKind.PIN, true, Optional.empty());
        beans.run(
                AuthenticatorStore.class,
                store -> store.add(new Installation(
                        report, TOKEN, Integrity.UNKNOWN, beans.clock().instant())));

        assertThat(open(other, test)).isEmpty();
        assertThat(beans.<NotificationDesk, Optional<UUID>>call(
                        NotificationDesk.class, desk -> desk.open(phone, "x".repeat(43), test)))
                .isEmpty();
        assertThat(beans.<NotificationDesk, Optional<NotificationHealth>>call(
                        NotificationDesk.class, desk -> desk.find(phone, "x".repeat(43))))
                .isEmpty();
        assertThat(last().openedAt()).isEmpty();
    }

    private void report(NotificationReport report) {
        beans.run(
                NotificationStore.class,
                store -> store.keep(phone, report, beans.clock().instant()));
    }

    private void register() {
        assertThat(beans.<PushDesk, Optional<UUID>>call(PushDesk.class, desk -> desk.register(phone, TOKEN, ADDRESS)))
                .isPresent();
    }

    private NotificationHealth health() {
        return beans.<NotificationDesk, Optional<NotificationHealth>>call(
                        NotificationDesk.class, desk -> desk.find(phone, TOKEN))
                .orElseThrow();
    }

    private Tested last() {
        return health().test().orElseThrow();
    }

    private TestOutcome test() {
        return beans.<NotificationDesk, Optional<TestOutcome>>call(
                        NotificationDesk.class, desk -> desk.test(phone, TOKEN, new ReaderLanguage("de")))
                .orElseThrow();
    }

    private UUID ask() {
        return test().test().orElseThrow();
    }

    private TestClaims.Dispatch send(UUID test) {
        return beans.<TestClaims, Optional<TestClaims.Dispatch>>call(TestClaims.class, claims -> claims.claim(test))
                .orElseThrow();
    }

    private void note(TestClaims.Dispatch dispatch, PushOutcome outcome) {
        beans.run(TestClaims.class, claims -> claims.note(dispatch, outcome));
    }

    private Optional<UUID> open(UUID installation, UUID test) {
        return beans.call(NotificationDesk.class, (NotificationDesk desk) -> desk.open(installation, TOKEN, test));
    }
}
