package dev.countersign.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.contracts.audit.v1.AuditJson;
import dev.countersign.contracts.sms.v1.SmsJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden samples: what stands in them is what the wire carries. */
class SmsSamplesTest {

    /** Reads a message and writes it again, by the first part of the sample's file name. */
    private static final Map<String, UnaryOperator<String>> READ_AND_WRITE = Map.of(
            "sms-order", json -> SmsJson.write(SmsJson.readOrder(json)),
            "sms-result", json -> SmsJson.write(SmsJson.readResult(json)),
            "sms-stalled", json -> SmsJson.write(SmsJson.readStalled(json)),
            "sms-receipt", json -> SmsJson.write(SmsJson.readReceipt(json)),
            "sms-heard", json -> SmsJson.write(SmsJson.readHeard(json)),
            "gateway-book", json -> SmsJson.write(SmsJson.readBook(json)),
            "gateway-report", json -> SmsJson.write(SmsJson.readReport(json)),
            "audit-fact", json -> AuditJson.write(AuditJson.readFact(json)),
            "audit-head", json -> AuditJson.write(AuditJson.readHead(json)));

    static List<String> samples() {
        return Documents.names("jms/v1/samples");
    }

    @Test
    void everySchemaHasSamplesAndEverySampleASchema() {
        Set<String> sampled = new TreeSet<>();
        samples().forEach(sample -> sampled.add(type(sample) + ".schema.json"));

        assertThat(Documents.names("jms/v1")).containsExactlyElementsOf(sampled);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsItsSchema(String sample) {
        assertThat(complaints(type(sample), sample(sample))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAndWrittenBackEqual(String sample) throws Exception {
        String json = Documents.text("jms/v1/samples/" + sample);

        String writtenBack = READ_AND_WRITE.get(type(sample)).apply(json);

        assertThat(Documents.JSON.readTree(writtenBack)).isEqualTo(sample(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ignoresFieldsOfANewerSender(String sample) throws Exception {
        ObjectNode newer = sample(sample);
        newer.put("addedLater", "value").putObject("addedLaterToo").put("a", 1);

        String writtenBack = READ_AND_WRITE.get(type(sample)).apply(newer.toString());

        assertThat(Documents.JSON.readTree(writtenBack)).isEqualTo(sample(sample));
        assertThat(complaints(type(sample), newer)).isEmpty();
    }

    /** The schema must be able to refuse, or the tests above prove nothing. */
    @ParameterizedTest
    @CsvSource({
        "sms-order.login.json, to, \"015112345678\"",
        "sms-order.login.json, to, \"+0151\"",
        "sms-order.login.json, text, \"\"",
        "sms-order.login.json, text, 42042",
        "sms-order.login.json, messageKey, \"42\"",
        "sms-order.login.json, expiresAt, \"tomorrow\"",
        "sms-order.login.json, expiresAt, \"2026-03-02T09:10:00+01:00\"",
        "sms-result.submitted.json, smscMessageId, null",
        "sms-result.submitted.json, state, \"REFUSED\"",
        "sms-result.refused.json, state, \"SUBMITTED\"",
        "sms-result.refused.json, parts, -1",
        "sms-stalled.login.json, messageKey, \"42\"",
        "sms-stalled.login.json, gateway, null",
        "sms-receipt.delivered.json, state, \"SEEN\"",
        "sms-heard.delivered.json, reference, 65536",
        "sms-heard.delivered.json, subscriber, \"+447700900123\"",
        "gateway-report.bound.json, bound, \"true\"",
        "audit-fact.login.json, type, \"login\"",
        "audit-fact.login.json, actor, \"\"",
        "audit-head.grown.json, chainHash, \"9F86\"",
        "audit-head.grown.json, sequence, -1",
    })
    void schemaRefusesABadValue(String sample, String field, String value) throws Exception {
        ObjectNode bad = sample(sample);
        bad.set(field, Documents.JSON.readTree(value));

        assertThat(complaints(type(sample), bad)).isNotEmpty();
    }

    private static String complaints(String type, JsonNode value) {
        return Documents.complaints(Documents.schema(Documents.json("jms/v1/" + type + ".schema.json"), ""), value);
    }

    private static ObjectNode sample(String name) {
        return (ObjectNode) Documents.json("jms/v1/samples/" + name);
    }

    private static String type(String sample) {
        return sample.substring(0, sample.indexOf('.'));
    }
}
