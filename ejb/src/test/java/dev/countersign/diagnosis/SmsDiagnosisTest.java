package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.diagnosis.Rules.Finding;
import dev.countersign.diagnosis.SmsSignals.Use;
import dev.countersign.sms.SmsReport;
import dev.countersign.sms.SmsReport.Standing;
import dev.countersign.sms.Turn;
import dev.countersign.sms.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of text messages that do not come, in their order. */
class SmsDiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Use use = Use.LOGIN_CODES;
    private Optional<Turn> pause = Optional.empty();
    private Optional<SmsReport> newest = Optional.empty();
    private int troubles;
    private final Map<SmsQuestion, Boolean> answers = new EnumMap<>(SmsQuestion.class);

    @ParameterizedTest
    @CsvSource({
        "OTHER_FACTOR, S_NOT_SMS_USER",
        "UNVERIFIED, S_UNVERIFIED",
        "OTHER_NUMBER, S_OTHER_NUMBER",
        "CLOSED, S_BAD_NUMBER",
        "LOGIN_CODES, S_NO_REQUEST"
    })
    void whereNothingWasSentItIsToldWhy(Use what, SmsVerdict verdict) {
        use = what;

        assertThat(judge()).isEqualTo(ending(verdict));

        sent(Standing.UNREACHABLE, RECENT);
        assertThat(judge()).as("a message of long ago").isEqualTo(ending(verdict));
    }

    @ParameterizedTest
    @EnumSource(value = Use.class, names = "CLOSED", mode = EnumSource.Mode.EXCLUDE)
    void whatWasSentOfLateIsJudgedWhateverTheNumberIsFor(Use what) {
        use = what;
        sent(Standing.BLOCKED, RECENT.minusMillis(1));

        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_CARRIER_BLOCK));
    }

    @ParameterizedTest
    @CsvSource({"PAUSE, S_WAIT", "LIMIT, S_LIMIT"})
    void aNumberThatMayGetNoneNowIsToldSoWhereNothingWasSent(Turn.Kind kind, SmsVerdict verdict) {
        pause = Optional.of(Turns.held(kind, NOW.plusSeconds(60)));

        assertThat(judge()).isEqualTo(ending(verdict));

        sent(Standing.BLOCKED, Duration.ZERO);
        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_CARRIER_BLOCK));
    }

    @ParameterizedTest
    @CsvSource({"BAD_NUMBER, S_BAD_NUMBER", "LATE, S_NOT_SENT", "REFUSED, S_ESCALATE", "BLOCKED, S_CARRIER_BLOCK"})
    void someFatesNeedNoWordOfTheUser(Standing standing, SmsVerdict verdict) {
        sent(standing, Duration.ofMinutes(1));

        assertThat(judge()).isEqualTo(ending(verdict));
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED, S_DELIVERED", "UNREACHABLE, S_UNREACHABLE", "WAITING, S_DELAY", "ACCEPTED, S_DELAY"})
    void otherFatesAreToldAndTheUserIsAsked(Standing standing, SmsVerdict verdict) {
        sent(standing, Duration.ofMinutes(1));

        assertThat(judge()).isEqualTo(asking(verdict, SmsQuestion.NUMBER));

        answers.put(SmsQuestion.NUMBER, false);
        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_OTHER_NUMBER));
        answers.put(SmsQuestion.NUMBER, true);
        assertThat(judge()).isEqualTo(asking(verdict, SmsQuestion.RESTART));
        answers.put(SmsQuestion.RESTART, false);
        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_RESTART));
    }

    @Test
    void aCarrierMaySayNothingForFiveMinutes() {
        sent(Standing.ACCEPTED, PATIENCE);
        assertThat(judge().verdict()).isEqualTo(SmsVerdict.S_DELAY);
        sent(Standing.ACCEPTED, PATIENCE.plusMillis(1));
        assertThat(judge().verdict()).isEqualTo(SmsVerdict.S_NO_RECEIPT);
        sent(Standing.WAITING, PATIENCE.plusMillis(1));
        assertThat(judge().verdict()).as("no carrier has it").isEqualTo(SmsVerdict.S_DELAY);
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED", "UNREACHABLE"})
    void whoHasDoneEverythingGoesToPeople(Standing standing) {
        sent(standing, Duration.ofMinutes(1));
        allFine();

        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_ESCALATE));
    }

    @Test
    void whatIsOnItsWayIsWaitedForWhateverTheUserHasDone() {
        sent(Standing.ACCEPTED, Duration.ofMinutes(1));
        allFine();
        troubles = 3;

        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_DELAY));
    }

    @Test
    void threeTroublesAdviseSomethingBetter() {
        sent(Standing.ACCEPTED, PATIENCE.plusMillis(1));
        allFine();
        troubles = 2;
        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_ESCALATE));
        troubles = 3;
        assertThat(judge()).isEqualTo(ending(SmsVerdict.S_ADVISE_AUTH));
    }

    /** Each reason stands before those that were there before it. */
    @Test
    void theRulesStandInTheirOrder() {
        List<Runnable> reasons = List.of(
                () -> use = Use.LOGIN_CODES,
                () -> pause = Optional.of(Turns.held(Turn.Kind.LIMIT, NOW)),
                () -> pause = Optional.of(Turns.held(Turn.Kind.PAUSE, NOW)),
                () -> use = Use.OTHER_NUMBER,
                () -> use = Use.UNVERIFIED,
                () -> use = Use.OTHER_FACTOR);

        List<SmsVerdict> told = reasons.stream()
                .map(reason -> {
                    reason.run();
                    return judge().verdict();
                })
                .toList();

        assertThat(told)
                .containsExactly(
                        SmsVerdict.S_NO_REQUEST,
                        SmsVerdict.S_LIMIT,
                        SmsVerdict.S_WAIT,
                        SmsVerdict.S_OTHER_NUMBER,
                        SmsVerdict.S_UNVERIFIED,
                        SmsVerdict.S_NOT_SMS_USER);
    }

    @ParameterizedTest
    @EnumSource(
            value = SmsVerdict.class,
            names = {
                "S_DELIVERED",
                "S_CARRIER_BLOCK",
                "S_UNREACHABLE",
                "S_NO_RECEIPT",
                "S_RESTART",
                "S_ADVISE_AUTH",
                "S_ESCALATE"
            })
    void aMessageThatWentOutAndDidNotComeIsTrouble(SmsVerdict verdict) {
        assertThat(verdict.isTrouble()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SmsVerdict.class,
            names = {
                "S_NOT_SMS_USER",
                "S_UNVERIFIED",
                "S_OTHER_NUMBER",
                "S_WAIT",
                "S_LIMIT",
                "S_BAD_NUMBER",
                "S_NO_REQUEST",
                "S_NOT_SENT",
                "S_DELAY"
            })
    void anythingElseIsNone(SmsVerdict verdict) {
        assertThat(verdict.isTrouble()).isFalse();
    }

    private void sent(Standing standing, Duration ago) {
        newest = Optional.of(new SmsReport(standing, NOW.minus(ago), NOW));
    }

    private void allFine() {
        answers.putAll(Map.of(SmsQuestion.NUMBER, true, SmsQuestion.RESTART, true));
    }

    private Finding<SmsVerdict, SmsQuestion> judge() {
        return SmsDiagnosis.of(new SmsSignals(use, pause, newest, NOW, RECENT, troubles, answers));
    }

    private static Finding<SmsVerdict, SmsQuestion> ending(SmsVerdict verdict) {
        return new Finding<>(verdict, Optional.empty());
    }

    private static Finding<SmsVerdict, SmsQuestion> asking(SmsVerdict verdict, SmsQuestion question) {
        return new Finding<>(verdict, Optional.of(question));
    }
}
