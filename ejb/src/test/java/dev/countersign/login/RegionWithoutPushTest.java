package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.NotificationStore;
import dev.countersign.push.PushDesk;
import dev.countersign.push.PushDesk.WaitingRequest;
import dev.countersign.push.PushServices;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins of users whose phones are where notifications hardly arrive. */
class RegionWithoutPushTest {

    private static final RelyingParty HERE = new RelyingParty(List.of("https://login.example"));

    private final Beans beans = new Beans().set("countersign.push.number-matching", "2");
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    @BeforeEach
    void register() {
        PushServices.register(beans, phone);
    }

    @Test
    void theChallengeIsShownAtOnceAndThePhoneAskedBesideIt() {
        report(Platform.ANDROID_BROWSER, "CN");

        OpenedAttempt attempt = door.open(user.userName());

        Started started = started(attempt.attempt());
        assertThat(started.kind()).isEqualTo("CHALLENGE");
        assertThat(started.pushPaused()).isFalse();
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());
        String number = started.number().orElseThrow();
        WaitingRequest request = waiting();
        granted(beans.<Approvals, Optional<LoginOutcome<AttemptState>>>call(
                        Approvals.class,
                        approvals -> approvals.decide(
                                phone.installation(),
                                phone.token(),
                                request.id(),
                                phone.approve(user.userName(), request.octets(), Optional.of(number), Phone.PIN),
                                HERE))
                .orElseThrow());
        assertThat(door.state(attempt)).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void itsAnswerOpensTheLogin() {
        report(Platform.ANDROID, "CN");
        OpenedAttempt attempt = door.open(user.userName());

        String response = phone.respond(
                user.userName(), started(attempt.attempt()).challenge().orElseThrow());

        assertThat(granted(door.answer(attempt, response))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @ParameterizedTest
    @CsvSource({
        "ANDROID, CN, CHALLENGE",
        "ANDROID_BROWSER, CN, CHALLENGE",
        "ANDROID, AQ, PUSH",
        "ANDROID, '', PUSH",
        "IOS, CN, PUSH",
        "DESKTOP_BROWSER, CN, PUSH"
    })
    void aRegionWithoutPushIsOneForAndroidAlone(Platform platform, String region, String kind) {
        report(platform, region);

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo(kind);
        assertThat(started(granted(choose(attempt))).kind())
                .as("when it is chosen")
                .isEqualTo(kind);
    }

    @Test
    void anOpenAppNeedsNoPushService() {
        report(Platform.ANDROID, "CN");
        phone.keepOpen();

        assertThat(started(door.open(user.userName()).attempt()).kind()).isEqualTo("PUSH");
    }

    @Test
    void whoWasAskedTooManyChallengesIsAskedOnThePhoneAlone() {
        beans.set("countersign.authenticator.challenges-per-hour", "1");
        report(Platform.ANDROID, "CN");
        door.open(user.userName());

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo("PUSH");
        assertThat(started(granted(choose(attempt))).kind()).isEqualTo("PUSH");
    }

    private void report(Platform platform, String region) {
        beans.query(
                entities -> entities.createQuery("update Installation i set i.platform = :platform where i.id = :id")
                        .setParameter("platform", platform)
                        .setParameter("id", phone.installation().toString())
                        .executeUpdate());
        beans.run(
                NotificationStore.class,
                store -> store.keep(
                        phone.installation(),
                        new NotificationReport(NotificationPermission.GRANTED, true, false, false, region),
                        beans.clock().instant()));
    }

    private WaitingRequest waiting() {
        return beans.<PushDesk, Optional<PushDesk.Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), phone.token()))
                .orElseThrow()
                .requests()
                .get(0);
    }

    private LoginOutcome<AttemptView> choose(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.choose(attempt.key(), enrolment.toString()));
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
