package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.SmsOrder;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A carrier over HTTP against a provider that stands in. */
@Timeout(60)
class HttpCenterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Provider provider = provider();
    private final List<Integer> bound = new ArrayList<>();
    private final HttpCenter center = center(provider.access(Duration.ofSeconds(20)));

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void postsTheMessageAsItsTemplateSaysAndReadsItsId() {
        String text = "Code \"012345\", \\ 验证码 {to}";

        SubmitAnswer answer = submit(center, text);

        assertThat(answer).isEqualTo(SubmitAnswer.accepted("ab-1"));
        try (var reader = Json.createReader(new StringReader(provider.bodies.get(0)))) {
            JsonObject body = reader.readObject();
            assertThat(body.getString("text")).isEqualTo(text);
            assertThat(body.getString("to")).isEqualTo("+4915112345678");
            assertThat(body.getString("from")).isEqualTo("Countersign");
            assertThat(body.getInt("ttl")).isEqualTo(600);
            assertThat(body.getString("digits")).isEqualTo("4915112345678");
            assertThat(body.getString("password")).isEqualTo(Provider.SEALED);
        }
        assertThat(provider.authorizations).containsExactly("Bearer key");
        assertThat(bound).containsExactly(1);
    }

    /** A provider that knows it already sends nothing once more. */
    @Test
    void aMessageHasTheSameKeyWhenItIsPostedAgain() {
        SmsOrder order = new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code", NOW, NOW.plusSeconds(600));

        center.write(order, 1).submit(0, NOW);
        center.write(order, 1).submit(0, NOW.plusSeconds(20));

        String key = order.messageKey().toString();
        assertThat(provider.keys).containsExactly("sms-" + key, "sms-" + key);
        assertThat(provider.bodies).hasSize(2).allMatch(body -> body.contains("\"client\": \"" + key + "\""));
    }

    @ParameterizedTest
    @CsvSource({"429, SLOW_DOWN", "503, RETRY", "401, REBIND", "403, REBIND", "400, ELSEWHERE", "302, ELSEWHERE"})
    void saysInTheWordsOfSmppWhatTheStatusAsksFor(int status, CommandStatus asked) {
        provider.answers(status, "{}");

        SubmitAnswer answer = submit(center, "Code");

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(CommandStatus.of(answer.commandStatus())).isEqualTo(asked);
        assertThat(center.links().get(0).lastFault()).isEqualTo("HTTP status " + status);
        assertThat(provider.bodies).as("no redirect is followed").hasSize(1);
    }

    /** RFC 9110 section 10.2.3, and RFC 6585 section 4 for 429. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 30 | PT30S",
                "503 | Sun, 01 Mar 2026 10:00:40 GMT | PT40S",
                "429 | soon |",
                "400 | 30 |",
                "500 | 30 |"
            })
    void aPauseIsAskedForByOneThatHasTooMuchOrIsUnavailable(int status, String value, Duration pause) {
        provider.answers(status, "{}");
        provider.asksForAPause(value);

        assertThat(submit(center, "Code").pause()).isEqualTo(Optional.ofNullable(pause));
    }

    @ParameterizedTest
    @EnumSource(value = Provider.Body.class, names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
    void aPauseIsHeardEvenIfTheBodyDoesNotCome(Provider.Body body) {
        provider.answers(429, body);
        provider.asksForAPause("30");

        assertThat(submit(center(provider.access(Duration.ofSeconds(2))), "Code")
                        .pause())
                .contains(Duration.ofSeconds(30));
    }

    /** RFC 9110 section 15.6: whether the message was taken before the failure nobody knows. */
    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 507, 599})
    void aFailureOfTheServerLeavesItOpenWhetherTheMessageWent(int status) {
        provider.answers(status, "{}");

        assertThat(submit(center, "Code").kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
        assertThat(center.links().get(0).lastFault()).isEqualTo("HTTP status " + status);
    }

    @Test
    void anErrorOfTheNumberEndsTheOrderForAll() {
        provider.answers(400, "{\"error\": {\"code\": 21211}}");

        assertThat(CommandStatus.of(submit(center, "Code").commandStatus())).isEqualTo(CommandStatus.GIVE_UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1",
                "{\"messages\": [{\"id\": \"\"}]}",
                "{\"messages\": [{\"id\": {}}]}",
                "{\"messages\": [{\"id\": \"a\\u0000\"}]}",
                "{\"messages\": [{\"id\": \"12345678901234567890123456789012345678901234567890123456789012345\"}]}"
            })
    void anAcceptanceWithoutAnIdIsOneNevertheless(String body) {
        provider.answers(202, body);

        SubmitAnswer answer = submit(center, "Code");

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);
        assertThat(answer.messageId()).startsWith("unknown-");
    }

    @ParameterizedTest
    @EnumSource(value = Provider.Body.class, names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
    void anAcceptanceWhoseBodyDoesNotComeIsOneNevertheless(Provider.Body body) {
        provider.answers(202, body);

        SubmitAnswer answer = submit(center(provider.access(Duration.ofSeconds(2))), "Code");

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);
        assertThat(answer.messageId()).startsWith("unknown-");
    }

    @ParameterizedTest
    @EnumSource(value = Provider.Body.class, names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
    void aRefusalWhoseBodyDoesNotComeIsOneNevertheless(Provider.Body body) {
        provider.answers(503, body);

        SubmitAnswer answer = submit(center(provider.access(Duration.ofSeconds(2))), "Code");

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
    }

    @Test
    void readsNoMoreOfABodyThanAnAnswerMayHave() {
        provider.answers(202, "{\"messages\": [{\"id\": \"AB-1\"}]" + " ".repeat(1_000_000) + "}");

        assertThat(submit(center, "Code").messageId()).startsWith("unknown-");
    }

    @Test
    void anAnswerThatNeverComesLeavesItOpenWhetherTheMessageWent() {
        provider.answers(0, "");

        HttpCenter impatient = center(provider.access(Duration.ofMillis(300)));

        assertThat(submit(impatient, "Code").kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
    }

    @Test
    void whoIsNotThereHasNoMessage() {
        provider.close();

        SubmitAnswer answer = submit(center, "Code");

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(CommandStatus.of(answer.commandStatus())).isEqualTo(CommandStatus.RETRY);
    }

    @Test
    void aClosedCenterSendsNothing() {
        center.close();

        assertThat(submit(center, "Code").kind()).isEqualTo(SubmitAnswer.Kind.NOT_SENT);
        assertThat(provider.bodies).isEmpty();
        assertThat(bound).containsExactly(1, 0);
    }

    @Test
    void hearsWhereACallbackMayComeAndOnlyWhileItIsOpen() {
        HttpAccess access = provider.access(Duration.ofSeconds(1));
        HttpCenter deaf = center(new HttpAccess(
                access.url(),
                access.form(),
                access.answer(),
                Optional.empty(),
                Optional.empty(),
                access.submitTimeout()));

        assertThat(deaf.hears()).isFalse();
        assertThat(center.hears()).isTrue();
        center.close();
        assertThat(center.hears()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://provider.example/messages",
                "https://user:word@provider.example/",
                "ftp://127.0.0.1/",
                "http://127.0.0.1.provider.example/",
                "https:///messages"
            })
    void anAddressThatWouldCarryCodesInTheClearIsRefused(String url) {
        HttpAccess access = provider.access(Duration.ofSeconds(1));

        assertThatThrownBy(() -> new HttpAccess(
                        URI.create(url),
                        access.form(),
                        access.answer(),
                        Optional.empty(),
                        Optional.empty(),
                        access.submitTimeout()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFormIsEncodedSoThatNoValueIsMore() {
        BodyTemplate form = new BodyTemplate(BodyTemplate.FORM, "to={to}&text={text}&unknown={other}");

        assertThat(form.fill(Map.of("to", "+49", "text", "a&to=+1 é")))
                .isEqualTo("to=%2B49&text=a%26to%3D%2B1+%C3%A9&unknown={other}");
    }

    @Test
    void noSecretIsShown() {
        assertThat(provider.access(Duration.ofSeconds(1)).toString())
                .doesNotContain("Bearer", Provider.SECRET, "sesame");
    }

    private HttpCenter center(HttpAccess access) {
        return center(access, StatusTable.STANDARD);
    }

    private HttpCenter center(HttpAccess access, StatusTable statuses) {
        HttpCenter made = new HttpCenter(
                access,
                new Senders(SmppAddress.source("Countersign"), Map.of()),
                statuses,
                bound::add,
                Clock.fixed(NOW, ZoneOffset.UTC));
        made.open();
        return made;
    }

    private static SubmitAnswer submit(HttpCenter center, String text) {
        SmsOrder order = new SmsOrder(UUID.randomUUID(), "+4915112345678", text, NOW, NOW.plusSeconds(600));
        return center.write(order, 1).submit(0, NOW);
    }

    private static Provider provider() {
        try {
            return new Provider();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
