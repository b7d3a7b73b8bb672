package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer over HTTP means by its status and by what its body says. */
class ProviderAnswersTest {

    /** As a provider that answers 200 with a code of its own; the code says more than the status. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "200 | {'code': 1} | SLOW_DOWN",
                "200 | {'code': '5'} | RETRY",
                "200 | {'code': '8'} | REBIND",
                "200 | {'code': '6'} | ELSEWHERE",
                "200 | {'code': '7'} | BLOCKED",
                "200 | {'code': '3'} | GIVE_UP",
                "200 | {'code': '7', 'id': 'AB-1'} | BLOCKED",
                "500 | {'code': '1'} | SLOW_DOWN",
                "401 | {'code': '5'} | RETRY"
            })
    void aCodeOfTheBodyIsOfTheClassThatTheBookSaysWhateverTheStatusIs(int status, String body, CommandStatus asked) {
        StatusTable statuses = new StatusTable(Map.of(200, CommandStatus.RETRY, 401, CommandStatus.BLOCKED), Set.of());
        AnswerForm form = new AnswerForm(
                AnswerForm.Kind.JSON,
                "/id",
                "/code",
                Map.of(
                        "1", CommandStatus.SLOW_DOWN,
                        "3", CommandStatus.GIVE_UP,
                        "5", CommandStatus.RETRY,
                        "6", CommandStatus.ELSEWHERE,
                        "7", CommandStatus.BLOCKED,
                        "8", CommandStatus.REBIND),
                "",
                Set.of());

        SubmitAnswer answer =
                read(new ProviderAnswers(form, statuses), status, body).answer();

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(statuses.of(answer.commandStatus())).isEqualTo(asked);
    }

    /** As some providers say 200 to all, and what they mean in the body alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'messages': [{'status': '9', 'error-text': 'Partner quota exceeded'}]} | ELSEWHERE | HTTP status 200, error 9",
                "{'messages': [{'status': 9}]} | ELSEWHERE | HTTP status 200, error 9",
                "{'messages': [{'status': '3'}]} | GIVE_UP | \"\"",
                "{'messages': [{'status': 'To +4915112345678: no'}]} | ELSEWHERE | HTTP status 200",
                "{'messages': [{'status': '042042'}]} | ELSEWHERE | HTTP status 200"
            })
    void anErrorWithoutAnIdIsNoAcceptanceWhateverTheStatusSays(String body, CommandStatus asked, String fault) {
        AnswerForm form = new AnswerForm(
                AnswerForm.Kind.JSON,
                "/messages/0/message-id",
                "/messages/0/status",
                Map.of("3", CommandStatus.GIVE_UP),
                "",
                Set.of());

        ProviderAnswers.Reading reading = read(new ProviderAnswers(form, StatusTable.STANDARD), 200, body);

        assertThat(reading.answer().kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(CommandStatus.of(reading.answer().commandStatus())).isEqualTo(asked);
        assertThat(reading.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 'AB-1', 'ok': 'OK'} | ACCEPTED",
                "{'id': 'AB-1', 'ok': 0} | ACCEPTED",
                "{'id': 'AB-1', 'ok': true} | ACCEPTED",
                "{'ok': 'ok'} | ACCEPTED",
                "{'ok': 'ok', 'error': 'none'} | ACCEPTED",
                "{'id': 'AB-1', 'error': 'none'} | UNANSWERED",
                "{'id': 'AB-1', 'ok': null} | UNANSWERED",
                "{} | UNANSWERED",
                "<html>Sign in</html> | UNANSWERED",
                "{'id': 'AB-1', 'ok': 'rejected'} | REFUSED",
                "{'id': 'AB-1', 'ok': false} | REFUSED",
                "{'ok': 1, 'error': '7'} | REFUSED",
                "{'error': '7'} | REFUSED"
            })
    void theWordsOfAnAcceptanceDecideWhereTheyAreKnown(String body, SubmitAnswer.Kind kind) {
        AnswerForm form =
                new AnswerForm(AnswerForm.Kind.JSON, "/id", "/error", Map.of(), "/ok", Set.of("0", "Ok", "true"));

        assertThat(read(new ProviderAnswers(form, StatusTable.STANDARD), 200, body)
                        .answer()
                        .kind())
                .isEqualTo(kind);
    }

    /** Parsers refuse these with exceptions of their own. */
    @Test
    void aBodyThatNoParserTakesSaysNothing() {
        for (String body : List.of("[".repeat(5_000) + "]".repeat(5_000), "{'id': " + "1".repeat(1_200) + "}")) {
            assertThat(read(new ProviderAnswers(Provider.ANSWER, StatusTable.STANDARD), 200, body)
                            .answer()
                            .kind())
                    .isEqualTo(SubmitAnswer.Kind.ACCEPTED);
        }
    }

    @ParameterizedTest
    @CsvSource({"504, RETRY", "503, ELSEWHERE", "429, BLOCKED", "401, RETRY"})
    void theBookOfCarriersMaySayWhatAStatusMeans(int status, CommandStatus asked) {
        StatusTable statuses = new StatusTable(Map.of(status, asked), Set.of());

        SubmitAnswer answer = read(new ProviderAnswers(Provider.ANSWER, statuses), status, "{}")
                .answer();

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(statuses.of(answer.commandStatus())).isEqualTo(asked);
    }

    @Test
    void theBookOfCarriersSaysWhatARefusalWithAnyStatusMeans() {
        StatusTable statuses = new StatusTable(Map.of(200, CommandStatus.RETRY), Set.of());

        SubmitAnswer answer = read(new ProviderAnswers(Provider.ANSWER, statuses), 200, "{'error': {'code': 'busy'}}")
                .answer();

        assertThat(statuses.of(answer.commandStatus())).isEqualTo(CommandStatus.RETRY);
    }

    /** Where the book says which word does it, an answer without one comes from somebody else, or has not come whole. */
    @Test
    void withoutTheWordOfAnAcceptanceNobodyKnowsAndOperatorsSeeThat() {
        AnswerForm form = new AnswerForm(AnswerForm.Kind.JSON, "/id", "/error", Map.of(), "/ok", Set.of("true"));

        ProviderAnswers.Reading reading =
                read(new ProviderAnswers(form, StatusTable.STANDARD), 200, "<html>Sign in</html>");

        assertThat(reading.fault()).isEqualTo("HTTP status 200, no word at status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OK: AB-1 | ACCEPTED | ab-1",
                "ERR: 1 | REFUSED | SLOW_DOWN",
                "ERR: 4 | REFUSED | ELSEWHERE",
                "Sign in | UNANSWERED |",
                "OK | ACCEPTED | unknown-1"
            })
    void anAnswerMayBeAPlainText(String body, SubmitAnswer.Kind kind, String what) {
        AnswerForm form = new AnswerForm(
                AnswerForm.Kind.TEXT,
                "^OK: ([A-Z0-9-]+)",
                "^ERR: ([0-9]+)",
                Map.of("1", CommandStatus.SLOW_DOWN),
                "^(OK|ERR)",
                Set.of("OK"));

        SubmitAnswer answer =
                read(new ProviderAnswers(form, StatusTable.STANDARD), 200, body).answer();

        assertThat(answer.kind()).isEqualTo(kind);
        switch (kind) {
            case ACCEPTED -> assertThat(answer.messageId()).isEqualTo(what);
            case REFUSED -> assertThat(CommandStatus.of(answer.commandStatus())).hasToString(what);
            case UNANSWERED, CUT, NOT_SENT -> assertThat(what).isNull();
        }
    }

    /** Too many messages to one number are nothing that all others wait for. */
    @ParameterizedTest
    @CsvSource({"7, ", "9, PT10M", "8, PT10M", "other, PT10M"})
    void aPauseIsThatOfTheCarrierWhereTheRefusalIsNotAboutOneMessage(String code, Duration pause) {
        AnswerForm form = new AnswerForm(
                AnswerForm.Kind.JSON,
                "/id",
                "/error",
                Map.of("7", CommandStatus.BLOCKED, "8", CommandStatus.RETRY, "9", CommandStatus.SLOW_DOWN),
                "",
                Set.of());
        ProviderAnswers answers = new ProviderAnswers(form, StatusTable.STANDARD);
        ProviderAnswers.Head head = new ProviderAnswers.Head(429, Optional.of(Duration.ofMinutes(10)));

        SubmitAnswer answer =
                answers.read(head, "{\"error\": \"" + code + "\"}", "unknown-1").answer();

        assertThat(answer.pause()).isEqualTo(Optional.ofNullable(pause));
    }

    private static ProviderAnswers.Reading read(ProviderAnswers answers, int status, String body) {
        return answers.read(new ProviderAnswers.Head(status, Optional.empty()), body.replace('\'', '"'), "unknown-1");
    }
}
