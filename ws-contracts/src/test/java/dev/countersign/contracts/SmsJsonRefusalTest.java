package dev.countersign.contracts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.contracts.sms.v1.SmsJson;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no message of the contract is refused, and the refusal quotes nothing of it. */
class SmsJsonRefusalTest {

    private static final String MARK = "marked-secret-7731";

    private static final List<Consumer<String>> READERS = List.of(
            SmsJson::readOrder,
            SmsJson::readResult,
            SmsJson::readStalled,
            SmsJson::readReceipt,
            SmsJson::readHeard,
            SmsJson::readReport);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                MARK,
                "\"" + MARK + "\"",
                "[\"" + MARK + "\"]",
                "{",
                "{\"text\":\"" + MARK + "\"",
                "{\"text\":\"" + MARK + "\"}",
                "{\"text\":\"" + MARK + "\"}{}",
                "null",
                "\u0000"
            })
    void refusesWhatIsNoMessageAtAll(String text) {
        for (Consumer<String> reader : READERS) {
            assertRefusedSilently(() -> reader.accept(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sms-order.login.json, messageKey, \"" + MARK + "\"",
        "sms-order.login.json, messageKey, 7",
        "sms-order.login.json, to, \"" + MARK + "\"",
        "sms-order.login.json, to, \"+4915112345678 " + MARK + "\"",
        "sms-order.login.json, text, [\"" + MARK + "\"]",
        "sms-order.login.json, createdAt, \"" + MARK + "\"",
        "sms-order.login.json, expiresAt, \"" + MARK + "\"",
        "sms-result.submitted.json, state, \"" + MARK + "\"",
        "sms-result.submitted.json, commandStatus, \"" + MARK + "\"",
        "sms-result.submitted.json, parts, -1",
        "sms-result.submitted.json, gateway, 7",
        "sms-stalled.login.json, messageKey, \"" + MARK + "\"",
        "sms-stalled.login.json, at, \"" + MARK + "\"",
        "sms-stalled.login.json, gateway, 7",
        "sms-receipt.delivered.json, messageKey, \"" + MARK + "\"",
        "sms-receipt.delivered.json, state, \"" + MARK + "\"",
        "sms-receipt.delivered.json, errorCode, null",
        "sms-heard.delivered.json, state, \"" + MARK + "\"",
        "sms-heard.delivered.json, reference, \"" + MARK + "\"",
        "sms-heard.delivered.json, reference, 65536",
        "sms-heard.delivered.json, subscriber, null",
        "gateway-report.bound.json, bound, \"" + MARK + "\"",
        "gateway-report.bound.json, at, \"" + MARK + "\"",
    })
    void refusesABadValue(String sample, String field, String value) throws Exception {
        ObjectNode message = (ObjectNode) Documents.json("jms/v1/samples/" + sample);
        JsonNode bad = Documents.JSON.readTree(value);

        message.set(field, bad);

        assertRefusedSilently(() -> reader(sample).accept(message.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "sms-order.login.json, messageKey to text createdAt expiresAt",
        "sms-result.submitted.json, messageKey state smscMessageId commandStatus parts at gateway",
        "sms-stalled.login.json, messageKey at gateway",
        "sms-receipt.delivered.json, smscMessageId state errorCode at gateway",
        "sms-heard.delivered.json, gateway carrier messageId state errorCode subscriber",
        "gateway-report.bound.json, gateway bound at",
    })
    void refusesAMissingField(String sample, String fields) {
        for (String field : fields.split(" ", -1)) {
            ObjectNode message = (ObjectNode) Documents.json("jms/v1/samples/" + sample);

            message.remove(field);

            assertRefusedSilently(() -> reader(sample).accept(message.toString()));
        }
    }

    private static Consumer<String> reader(String sample) {
        return READERS.get(
                List.of("sms-order", "sms-result", "sms-stalled", "sms-receipt", "sms-heard", "gateway-report")
                        .indexOf(sample.substring(0, sample.indexOf('.'))));
    }

    private static void assertRefusedSilently(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("marked");
    }
}
