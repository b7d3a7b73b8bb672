package dev.countersign.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.contracts.audit.v1.AuditFactEvent;
import dev.countersign.contracts.audit.v1.AuditHeadEvent;
import dev.countersign.contracts.audit.v1.AuditTopic;
import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document names what the records name. */
class AsyncApiDocumentTest {

    private static final JsonNode API = Documents.yaml("asyncapi/countersign-v1.yaml");

    @Test
    void channelsAreTheQueuesAndTopicsOfTheContract() {
        List<String> addresses = texts(API.path("channels"), "address");

        assertThat(addresses)
                .containsExactlyInAnyOrder(
                        SmsQueues.ORDERS,
                        SmsQueues.RESULTS,
                        SmsQueues.RECEIPTS,
                        SmsQueues.BOOKS,
                        SmsQueues.INFLIGHT_PREFIX + "{instance}",
                        SmsQueues.DEAD,
                        AuditTopic.NAME);
    }

    @Test
    void messagesAreTheTypesOfTheContract() {
        List<String> types = StreamSupport.stream(API.at("/components/messages").spliterator(), false)
                .map(message -> message.at("/headers/properties/JMSType/const").asText())
                .toList();

        assertThat(types)
                .containsExactlyInAnyOrder(
                        SmsOrder.TYPE,
                        SmsResult.TYPE,
                        SmsStalled.TYPE,
                        SmsReceipt.TYPE,
                        SmsHeard.TYPE,
                        GatewayReport.TYPE,
                        GatewayBook.TYPE,
                        AuditFactEvent.TYPE,
                        AuditHeadEvent.TYPE);
        assertThat(texts(API.at("/components/messages"), "name")).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void anOrderCarriesTheHeadersOfTheContract() {
        JsonNode headers = API.at("/components/messages/SmsOrder/headers/properties");

        assertThat(headers.has(SmsQueues.MESSAGE_KEY)).isTrue();
        assertThat(headers.has(SmsQueues.DUPLICATE_ID)).isTrue();
    }

    @Test
    void theTriesOfAMessageAreThoseOfTheConsumers() {
        assertThat(API.at("/info/description").asText().replaceAll("\\s+", " "))
                .contains("after " + SmsQueues.TRIES + " tries the message is moved to `" + SmsQueues.DEAD + "`");
        assertThat(API.at("/channels/dead/description").asText())
                .contains("could take in " + SmsQueues.TRIES + " tries");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = Documents.all(API, "$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            String target = reference.asText();
            boolean found = target.startsWith("#")
                    ? !API.at(target.substring(1)).isMissingNode()
                    : Files.exists(Documents.RESOURCES.resolve("asyncapi").resolve(target));
            assertThat(found).as(target).isTrue();
        });
    }

    private static List<String> texts(JsonNode parent, String field) {
        return StreamSupport.stream(parent.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
