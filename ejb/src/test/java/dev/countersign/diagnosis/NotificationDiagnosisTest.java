package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.authenticator.Platform;
import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.diagnosis.NotificationSignals.Coverage;
import dev.countersign.diagnosis.NotificationSignals.Factor;
import dev.countersign.diagnosis.NotificationSignals.Phone;
import dev.countersign.diagnosis.NotificationSignals.Setting;
import dev.countersign.diagnosis.NotificationSignals.Terms;
import dev.countersign.diagnosis.NotificationSignals.Trail;
import dev.countersign.diagnosis.NotificationSignals.Unfit;
import dev.countersign.push.Arrival;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.SentNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The rules of notifications that do not come, in their order. */
class NotificationDiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofHours(24);

    private NotificationAsker asker = NotificationAsker.LOGIN;
    private Where active = Where.HERE;
    private Optional<Factor> login = Optional.of(Factor.AUTHENTICATOR);
    private Setting setting = Setting.ON;
    private Platform platform = Platform.ANDROID;
    private Reach reach = Reach.KNOWN;
    private NotificationPermission permission = NotificationPermission.GRANTED;
    private boolean online = true;
    private boolean powerSaving;
    private boolean focus;
    private Coverage coverage = Coverage.REACHED;
    private Optional<Unfit> unfit = Optional.empty();
    private Duration silence = Duration.ofHours(1);
    private Optional<SentNotification> push = Optional.empty();
    private Optional<SentNotification> test = Optional.empty();
    private final Map<NotificationQuestion, Boolean> answers = new EnumMap<>(NotificationQuestion.class);

    /** Everything that the server can know, in the order of the rules from the last one to the first. */
    private List<Runnable> faults() {
        return List.of(
                () -> push = sent(Arrival.TAKEN, Duration.ofMinutes(1)),
                () -> silence = DAY.plusSeconds(1),
                () -> focus = true,
                () -> powerSaving = true,
                () -> unfit = Optional.of(Unfit.OUTDATED),
                () -> unfit = Optional.of(Unfit.UNSOUND),
                () -> permission = NotificationPermission.DENIED,
                () -> coverage = Coverage.UNREACHED,
                () -> {
                    permission = NotificationPermission.GRANTED;
                    reach = Reach.REJECTED;
                },
                () -> setting = Setting.PAUSED,
                () -> setting = Setting.OFF,
                () -> login = Optional.of(Factor.OTHER),
                () -> active = Where.ELSEWHERE,
                () -> active = Where.NOWHERE,
                () -> {
                    asker = NotificationAsker.AGENT;
                    login = Optional.empty();
                });
    }

    @Test
    void theFirstRuleThatIsTrueGivesTheVerdictAndNothingIsAskedWhereTheServerKnows() {
        NotificationVerdict[] verdicts = NotificationVerdict.values();
        List<NotificationVerdict> found = new ArrayList<>();
        for (Runnable fault : faults()) {
            fault.run();
            found.add(0, find().verdict());
            if (found.size() > 1) {
                assertThat(find().question()).as(found.get(0).name()).isEmpty();
            }
        }

        assertThat(found).last().isEqualTo(NotificationVerdict.N_NOT_DELIVERED);
        assertThat(found.subList(0, 14))
                .containsExactly(List.of(verdicts).subList(0, 14).toArray(new NotificationVerdict[0]));
    }

    @ParameterizedTest
    @EnumSource(value = NotificationAsker.class, mode = Mode.EXCLUDE, names = "AGENT")
    void thatNothingWasSentIsToldToAnAgentAlone(NotificationAsker who) {
        login = Optional.empty();
        active = Where.NOWHERE;
        asker = who;
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOT_ACTIVATED);

        asker = NotificationAsker.AGENT;

        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NO_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, GRANTED, N_TOKEN_DEAD",
        "REJECTED, GRANTED, N_TOKEN_DEAD",
        "NONE, ASK, N_PERMISSION",
        "REJECTED, DENIED, N_PERMISSION",
        "KNOWN, UNSUPPORTED, N_PERMISSION"
    })
    void aPhoneThatMayShowNothingHasNoAddressForThatReason(
            Reach known, NotificationPermission said, NotificationVerdict verdict) {
        reach = known;
        permission = said;

        assertThat(find().verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "ANDROID, N_REGION",
        "ANDROID_BROWSER, N_REGION",
        "IOS, N_NOTHING_FOUND",
        "DESKTOP_BROWSER, N_NOTHING_FOUND"
    })
    void aRegionWithoutPushIsOneForAndroidAlone(Platform of, NotificationVerdict verdict) {
        platform = of;
        coverage = Coverage.UNREACHED;

        assertThat(find().verdict()).isEqualTo(verdict);
    }

    @Test
    void aPhoneIsSilentAfterADayAndOfflineWhenItSaidSo() {
        silence = DAY;
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOTHING_FOUND);
        silence = DAY.plusMillis(1);
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_OFFLINE);
        silence = Duration.ZERO;
        online = false;

        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_OFFLINE);
    }

    @Test
    void aPauseIsToldWithWhatTheServerKnowsOfItsCause() {
        setting = Setting.PAUSED;
        assertThat(find()).isEqualTo(NotificationFinding.of(NotificationVerdict.N_SUSPENDED));
        push = sent(Arrival.TAKEN, Duration.ofHours(1));
        assertThat(find().cause()).contains(NotificationVerdict.N_NOT_DELIVERED);

        powerSaving = true;

        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_SUSPENDED);
        assertThat(find().cause()).contains(NotificationVerdict.N_POWER);
        assertThat(find().question()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, N_NOTHING_FOUND",
        "FAILED, N_NOTHING_FOUND",
        "TAKEN, N_NOT_DELIVERED",
        "ARRIVED, N_OVERLOOKED",
        "OPENED, N_NOTHING_FOUND"
    })
    void howFarTheLastOneCameSaysMore(Arrival arrival, NotificationVerdict verdict) {
        push = sent(arrival, Duration.ofMinutes(1));

        assertThat(find().verdict()).isEqualTo(verdict);
    }

    @Test
    void theNewerOfLoginAndTestCounts() {
        push = sent(Arrival.TAKEN, Duration.ofMinutes(5));
        test = sent(Arrival.ARRIVED, Duration.ofMinutes(4));
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_OVERLOOKED);

        test = sent(Arrival.ARRIVED, Duration.ofMinutes(6));

        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOT_DELIVERED);
    }

    @Test
    void onlyATestThatWasOpenedClosesAVerdictAndNotForEver() {
        push = sent(Arrival.TAKEN, Duration.ofMinutes(5));
        test = sent(Arrival.OPENED, Duration.ofMinutes(4));
        assertThat(find()).isEqualTo(NotificationFinding.of(NotificationVerdict.N_WORKS));

        push = sent(Arrival.FAILED, Duration.ofMinutes(3));
        assertThat(find().verdict()).as("a login since").isEqualTo(NotificationVerdict.N_NOTHING_FOUND);
        push = sent(Arrival.OPENED, Duration.ofMinutes(3));
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_WORKS);
        test = sent(Arrival.OPENED, DAY.minusMillis(1));
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_WORKS);
        test = sent(Arrival.OPENED, DAY);
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOTHING_FOUND);
    }

    @Test
    void nothingIsAskedWhileATestMayStillCome() {
        push = sent(Arrival.TAKEN, Duration.ofMinutes(5));
        test = sent(Arrival.TAKEN, PATIENCE.minusMillis(1));
        assertThat(find()).isEqualTo(NotificationFinding.of(NotificationVerdict.N_NOT_DELIVERED));

        test = sent(Arrival.TAKEN, PATIENCE);
        assertThat(find().question()).contains(NotificationQuestion.PHONE);
        test = sent(Arrival.FAILED, Duration.ZERO);
        assertThat(find().question()).contains(NotificationQuestion.PHONE);
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOT_DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN, ANDROID, PHONE ONLINE POWER FOCUS OTHERS RESET",
        "SESSION, IOS_BROWSER, PHONE ONLINE POWER FOCUS OTHERS",
        "SESSION, DESKTOP_BROWSER, PHONE ONLINE FOCUS OTHERS",
        "APP, ANDROID_BROWSER, POWER FOCUS OTHERS RESET",
    })
    void theUserIsAskedOneThingAfterTheOtherAndThenPeopleMustLook(
            NotificationAsker who, Platform of, String questions) {
        asker = who;
        platform = of;
        push = sent(Arrival.TAKEN, Duration.ofMinutes(5));
        List<String> asked = new ArrayList<>();
        while (find().question().isPresent()) {
            assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_NOT_DELIVERED);
            NotificationQuestion question = find().question().orElseThrow();
            asked.add(question.name());
            answers.put(question, isFine(question));
        }

        assertThat(String.join(" ", asked)).isEqualTo(questions);
        assertThat(find().verdict()).isEqualTo(NotificationVerdict.N_ESCALATE);
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, N_OTHER_PHONE",
        "ONLINE, N_OFFLINE",
        "POWER, N_POWER",
        "FOCUS, N_FOCUS",
        "OTHERS, N_PHONE",
        "RESET, N_RESET",
    })
    void theAnswerThatExplainsItGivesTheVerdict(NotificationQuestion question, NotificationVerdict verdict) {
        for (NotificationQuestion one : NotificationQuestion.values()) {
            answers.put(one, isFine(one));
        }
        answers.put(question, !isFine(question));

        assertThat(find()).isEqualTo(NotificationFinding.of(verdict));
    }

    /** Written once more by hand: these are the answers of somebody whose phone is as it should be. */
    private static boolean isFine(NotificationQuestion question) {
        return switch (question) {
            case PHONE, ONLINE, OTHERS, RESET -> true;
            case POWER, FOCUS -> false;
        };
    }

    private static Optional<SentNotification> sent(Arrival arrival, Duration ago) {
        return Optional.of(new SentNotification(NOW.minus(ago), arrival));
    }

    private NotificationFinding find() {
        NotificationReport report = new NotificationReport(permission, online, powerSaving, focus, "");
        Phone phone = new Phone(platform, reach, Optional.of(report), coverage, unfit, silence, DAY);
        return NotificationDiagnosis.of(new NotificationSignals(
                asker,
                active,
                login,
                setting,
                Optional.of(phone).filter(one -> active != Where.NOWHERE),
                new Trail(push, test, NOW, new Terms(PATIENCE, Duration.ofMinutes(15), DAY)),
                answers));
    }
}
