package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a carrier over HTTP tells of its messages. */
class CallbackFormTest {

    static final String SECRET = "a callback secret";

    /** Of the octets of the body, as most providers sign. */
    static final CallbackSignature SIGNATURE = new CallbackSignature(
            SECRET, "X-Signature", CallbackSignature.Algorithm.HMAC_SHA256, SignedText.BODY, Optional.empty());

    private static final CallbackForm.Words WORDS =
            new CallbackForm.Words(Set.of("delivered"), Set.of("Failed"), Set.of("blocked"));
    private static final CallbackForm FORM = form(Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "delivered, DELIVERED",
        "DELIVERED, DELIVERED",
        "failed, UNDELIVERABLE",
        "FAILED, UNDELIVERABLE",
        "Blocked, REJECTED",
        "queued, ENROUTE"
    })
    void readsAReceiptInWhicheverCaseItsWordIs(String word, SmsReceipt.State state) {
        CallbackForm.Reading reading = read(FORM, "{'id': 'AB-1', 'status': '" + word + "', 'error': 30003}");

        Receipt receipt = reading.receipts().get(0);
        assertThat(receipt.messageId()).isEqualTo("ab-1");
        assertThat(receipt.state()).isEqualTo(state);
        assertThat(receipt.errorCode()).isEqualTo("30003");
        assertThat(reading.unread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "{}",
                "[]",
                "{'id': null, 'status': 'delivered'}",
                "{'id': '', 'status': 'delivered'}",
                "{'id': 'AB-1'}",
                "{'id': 'AB-1', 'status': {}}"
            })
    void whatNamesNoMessageOrNoStateIsNoReceiptAndIsTold(String body) {
        CallbackForm.Reading reading = read(FORM, body);

        assertThat(reading.receipts()).isEmpty();
        assertThat(reading.unread()).hasSize(1);
    }

    /** Parsers refuse these with exceptions of their own. */
    @Test
    void whatNoParserTakesIsNoReceiptEither() {
        String number = "{'id': 'AB-1', 'status': 'delivered', 'error': " + "1".repeat(1_200) + "}";

        for (String body : List.of("[".repeat(5_000) + "]".repeat(5_000), number)) {
            assertThat(read(FORM, body).receipts()).isEmpty();
            assertThat(read(FORM, body).unread()).containsExactly("no JSON of an object or an array");
        }
    }

    /** The core could not keep it, and would be told of it again and again. */
    @Test
    void anIdThatCannotBeKeptIsNone() {
        String longest = "a".repeat(64);

        assertThat(read(FORM, "{'id': '" + longest + "', 'status': 'delivered'}")
                        .receipts())
                .extracting(Receipt::messageId)
                .containsExactly(longest);
        for (String id : List.of(longest + "a", "a\\u0000", "a\\nb")) {
            CallbackForm.Reading reading = read(FORM, "{'id': '" + id + "', 'status': 'delivered'}");
            assertThat(reading.receipts()).isEmpty();
            assertThat(reading.unread()).hasSize(1);
        }
    }

    @Test
    void readsTheKeyThatTheRequestHad() {
        UUID key = UUID.randomUUID();
        String body = "{'id': 'AB-1', 'status': 'delivered', 'key': '" + key + "'}";

        assertThat(read(FORM, body).receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.messageId()).isEqualTo("ab-1");
            assertThat(receipt.key()).contains(key);
        });
        assertThat(read(FORM, body.replace("'AB-1'", "null")).receipts())
                .singleElement()
                .satisfies(receipt -> {
                    assertThat(receipt.messageId())
                            .as("as of an acceptance without one")
                            .isEqualTo("unknown-" + key);
                    assertThat(receipt.key()).contains(key);
                });
        assertThat(read(FORM, body.replace(key.toString(), "mine")).receipts())
                .singleElement()
                .extracting(Receipt::key)
                .isEqualTo(Optional.empty());
    }

    @Test
    void readsAFormAsAFlatObject() {
        CallbackForm form = new CallbackForm(
                SIGNATURE,
                BodyTemplate.FORM,
                new CallbackForm.Places(Optional.empty(), "/MessageSid", "/Message Status", "/ErrorCode", ""),
                WORDS);

        CallbackForm.Reading reading =
                read(form, "&To=%2B49&MessageSid=AB%2D1&Message+Status=failed&ErrorCode=30003&Empty");

        assertThat(reading.unread()).isEmpty();
        assertThat(reading.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.messageId()).isEqualTo("ab-1");
            assertThat(receipt.state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
            assertThat(receipt.errorCode()).isEqualTo("30003");
        });
        assertThat(read(form, "MessageSid=%zz&Message+Status=failed").unread()).containsExactly("no form");
        assertThat(read(FORM, "MessageSid=AB-1&Message+Status=failed").unread()).hasSize(1);
    }

    @Test
    void aSentenceIsNoCodeOfAnError() {
        String sentence = "no".repeat(50);

        assertThat(read(FORM, "{'id': 'a', 'status': 'failed', 'error': '" + sentence + "'}")
                        .receipts()
                        .get(0)
                        .errorCode())
                .isEmpty();
    }

    @Test
    void readsSeveralReceiptsOfOneBody() {
        String two = "[{'id': 'a', 'status': 'delivered'}, 7, {'id': 'b', 'status': 'failed'}, {'id': 'c'}]";

        CallbackForm.Reading inside = read(form(Optional.of("/all")), "{'all': " + two + "}");

        assertThat(inside.receipts()).extracting(Receipt::messageId).containsExactly("a", "b");
        assertThat(inside.receipts())
                .extracting(Receipt::state)
                .containsExactly(SmsReceipt.State.DELIVERED, SmsReceipt.State.UNDELIVERABLE);
        assertThat(inside.unread()).hasSize(1);
        assertThat(read(form(Optional.of("")), two)).isEqualTo(inside);
    }

    @Test
    void oneThatIsOfAnotherFormLosesNoOther() {
        CallbackForm deep = new CallbackForm(
                SIGNATURE,
                BodyTemplate.JSON,
                new CallbackForm.Places(Optional.of(""), "/ids/0/id", "/status", "", ""),
                WORDS);

        CallbackForm.Reading reading = read(
                deep,
                "[{'ids': 7, 'status': 'failed'}, {'ids': [], 'status': 'failed'}, {'ids': {}, 'status': 'failed'},"
                        + " {'ids': [{'id': 'a'}], 'status': 'delivered'}]");

        assertThat(reading.receipts()).extracting(Receipt::messageId).containsExactly("a");
        assertThat(reading.unread()).hasSize(1);
    }

    @Test
    void oneThatComesAloneNeedsNoArray() {
        String one = "{'id': 'a', 'status': 'delivered'}";

        assertThat(read(form(Optional.of("")), one)).isEqualTo(read(FORM, one));
        assertThat(read(form(Optional.of("/all")), "{'all': " + one + "}")).isEqualTo(read(FORM, one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'all': []}", "{'all': 'none'}"})
    void aBodyWithoutTheReceiptsThatItShouldHaveIsTold(String body) {
        assertThat(read(form(Optional.of("/all")), body)).satisfies(reading -> {
            assertThat(reading.receipts()).isEmpty();
            assertThat(reading.unread()).hasSize(1);
        });
    }

    static String sign(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    static byte[] octets(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static CallbackForm form(Optional<String> each) {
        return new CallbackForm(
                SIGNATURE, BodyTemplate.JSON, new CallbackForm.Places(each, "/id", "/status", "/error", "/key"), WORDS);
    }

    private static CallbackForm.Reading read(CallbackForm form, String body) {
        return form.read(octets(body));
    }
}
