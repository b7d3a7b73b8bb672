package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SMPP 3.4 appendix B and section 5.3.2, as carriers really write it. */
class ReceiptReaderTest {

    private static final Set<SmsReceipt.State> FINAL = Set.of(
            SmsReceipt.State.DELIVERED,
            SmsReceipt.State.EXPIRED,
            SmsReceipt.State.DELETED,
            SmsReceipt.State.UNDELIVERABLE,
            SmsReceipt.State.REJECTED);

    static Stream<JsonObject> receipts() {
        return Vectors.of("smpp.json", "delivery_receipts");
    }

    static Stream<JsonObject> messagesFromPhones() {
        return Vectors.of("smpp.json", "mobile_originated");
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void readsEachReceipt(JsonObject vector) throws PDUStringException {
        JsonObject expected = vector.getJsonObject("expect");

        Optional<Receipt> receipt = readerFor(vector).read(decode(vector));

        assertThat(receipt.map(Receipt::messageId)).isEqualTo(expectedId(vector));
        if (expected.containsKey("state")) {
            assertThat(receipt.orElseThrow().state())
                    .isEqualTo(
                            SmsReceipt.State.valueOf(expected.getString("state").toUpperCase(Locale.ROOT)));
        }
        if (expected.containsKey("final")) {
            assertThat(FINAL.contains(receipt.orElseThrow().state())).isEqualTo(expected.getBoolean("final"));
        }
        if (expected.containsKey("network_error")) {
            assertThat(receipt.orElseThrow().errorCode()).isEqualTo(expected.getString("network_error"));
        }
    }

    @Test
    void hasAllReceipts() {
        assertThat(receipts()).hasSize(27);
    }

    @Test
    void believesTheTlvWhereTheTextDisagrees() throws PDUStringException {
        JsonObject vector = receipts()
                .filter(receipt -> receipt.getString("name").startsWith("TLV and text disagree"))
                .findFirst()
                .orElseThrow();

        assertThat(readerFor(vector).read(decode(vector)).orElseThrow().state()).isEqualTo(SmsReceipt.State.DELIVERED);
    }

    /** SMPP 3.4 appendix B has seven letters; many carriers write the words of section 5.2.28, or their own. */
    @ParameterizedTest
    @CsvSource({
        "ENROUTE, ENROUTE",
        "SCHEDULED, ENROUTE",
        "DELIVERED, DELIVERED",
        "delivered, DELIVERED",
        "EXPIRD, EXPIRED",
        "CANCELED, DELETED",
        "CANCELLED, DELETED",
        "UNDELIVERABLE, UNDELIVERABLE",
        "UNDELIVERED, UNDELIVERABLE",
        "UNDELIVRD, UNDELIVERABLE",
        "FAILED, UNDELIVERABLE",
        "ACCEPTED, ACCEPTED",
        "REJECTED, REJECTED",
        "BANANA, UNKNOWN"
    })
    void readsTheLongWordsToo(String word, SmsReceipt.State state) {
        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(receipt("id:1 stat:" + word)))
                .hasValueSatisfying(receipt -> assertThat(receipt.state()).isEqualTo(state));
    }

    /** What the carrier's contract says of a word counts before the standard, the TLV included. */
    @ParameterizedTest
    @CsvSource({"Banana, REJECTED", "SENT, DELIVERED", "DELIVRD, UNDELIVERABLE"})
    void aCarriersOwnWordsComeFirst(String word, SmsReceipt.State state) {
        ReceiptWords words = new ReceiptWords(Map.of(
                "BANANA", SmsReceipt.State.REJECTED,
                "sent", SmsReceipt.State.DELIVERED));
        DeliverSm deliver = receipt("id:1 stat:" + word);
        deliver.setOptionalParameters(new OptionalParameter.Message_state((byte) 5));

        assertThat(new ReceiptReader(ReceiptIdForm.SAME, words).read(deliver))
                .hasValueSatisfying(receipt -> assertThat(receipt.state()).isEqualTo(state));
    }

    @Test
    void readsTheTextWhereTheTlvHasNoNumberOfTheStandard() {
        DeliverSm deliver = receipt("id:1 stat:DELIVRD");
        deliver.setOptionalParameters(new OptionalParameter.Message_state((byte) 0));

        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(deliver))
                .hasValueSatisfying(receipt -> assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED));
    }

    @Test
    void readsNothingOutOfTheMessage() {
        Receipt receipt = new ReceiptReader(ReceiptIdForm.SAME)
                .read(receipt("id:1 text:your code stat:DELIVRD err:007"))
                .orElseThrow();

        assertThat(receipt.state()).isEqualTo(SmsReceipt.State.UNKNOWN);
        assertThat(receipt.errorCode()).isEmpty();
    }

    @Test
    void readsTheEchoedReferenceAndTheSubscriber() {
        DeliverSm deliver = receipt("id:1 stat:DELIVRD err:0A1 text:id:2");
        deliver.setSourceAddr("+4915112345678");
        deliver.setOptionalParameters(new OptionalParameter.User_message_reference((short) 0xfffe));

        Receipt receipt = new ReceiptReader(ReceiptIdForm.SAME).read(deliver).orElseThrow();

        assertThat(receipt.reference()).hasValue(0xfffe);
        assertThat(receipt.subscriber()).isEqualTo("4915112345678");
        assertThat(receipt.errorCode()).isEqualTo("0A1");
        assertThat(receipt.toString()).doesNotContain("4915112345678");
    }

    /** Appendix B and section 5.3.2.31: both may be there, and a carrier's own list has the one of its texts. */
    @ParameterizedTest
    @CsvSource({"088, REJECTED", "GSM 88, REJECTED", "88, UNDELIVERABLE"})
    void aCodeThatMeansABlockIsFoundInTheTextAndInTheTlv(String blocked, SmsReceipt.State state) {
        DeliverSm deliver = receipt("id:1 stat:UNDELIV err:088");
        deliver.setOptionalParameters(new OptionalParameter.Network_error_code(new byte[] {3, 0, 88}));

        Receipt receipt = new ReceiptReader(ReceiptIdForm.SAME)
                .read(deliver)
                .orElseThrow()
                .inWordsOf(new StatusTable(Map.of(), Set.of(blocked)));

        assertThat(receipt.state()).isEqualTo(state);
        assertThat(receipt.errorCode()).isEqualTo("GSM 88");
    }

    @ParameterizedTest
    @MethodSource("messagesFromPhones")
    void takesNoMessageFromAPhoneForAReceipt(JsonObject vector) throws PDUStringException {
        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(decode(vector))).isEmpty();
    }

    @Test
    void ignoresAnIdThatCouldNotBeOne() {
        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(receipt("id:" + "9".repeat(65) + " stat:DELIVRD")))
                .isEmpty();
        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(receipt("id:\u00e9 stat:DELIVRD")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, id:0A1B2C3D, 0a1b2c3d",
        "DECIMAL, id:0169552957, a1b2c3d",
        "HEX, id:0A1B2C3D, 169552957",
        "DECIMAL, id:A1-7, a1-7"
    })
    void readsTheIdInTheFormOfTheAnswerToTheSubmit(ReceiptIdForm form, String text, String id) {
        assertThat(new ReceiptReader(form).read(receipt(text + " stat:DELIVRD")).map(Receipt::messageId))
                .hasValue(id);
    }

    /** The core keeps an id of 64 characters and the carrier's name before it: a longer one it could not take. */
    @Test
    void anIdThatWouldBecomeTooLongStaysAsItIsWritten() {
        ReceiptReader reader = new ReceiptReader(ReceiptIdForm.HEX);

        assertThat(reader.read(receipt("id:" + "F".repeat(53))).map(Receipt::messageId))
                .hasValueSatisfying(id -> assertThat(id).hasSize(64).containsOnlyDigits());
        assertThat(reader.read(receipt("id:" + "F".repeat(54))).map(Receipt::messageId))
                .hasValue("f".repeat(54));
    }

    /** SMPP 3.4 section 5.3.2.12: as submit_sm_resp has it; but some centers write there what they write in the text. */
    @ParameterizedTest
    @CsvSource({"0A1B2C3D, a1b2c3d", "169552957, a1b2c3d", "169552958, 169552958"})
    void anIdInATlvHasTheFormOfTheTextOnlyWhereBothAreAlike(String tlv, String id) {
        DeliverSm deliver = receipt("id:169552957 stat:DELIVRD");
        deliver.setOptionalParameters(new OptionalParameter.Receipted_message_id(tlv));

        assertThat(new ReceiptReader(ReceiptIdForm.DECIMAL).read(deliver).map(Receipt::messageId))
                .hasValue(id);
    }

    /** SMPP 3.4 section 5.3.2.12 allows 65 octets, and a TLV holds 65,535: whoever sends such must not hold a thread for it. */
    @Test
    void anIdThatIsNothingButNullsIsReadAtOnce() {
        byte[] nulls = new byte[65_000];
        nulls[nulls.length - 1] = 'x';
        DeliverSm deliver = receipt("id:1 stat:DELIVRD");
        deliver.setOptionalParameters(
                new OptionalParameter.OctetString(OptionalParameter.Tag.RECEIPTED_MESSAGE_ID.code(), nulls));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int receipt = 0; receipt < 20; receipt++) {
                assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(deliver)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void nullsBehindAnIdAreNoPartOfIt(int nulls) {
        DeliverSm deliver = receipt("stat:DELIVRD");
        deliver.setOptionalParameters(new OptionalParameter.OctetString(
                OptionalParameter.Tag.RECEIPTED_MESSAGE_ID.code(),
                ("AB12" + "\0".repeat(nulls)).getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(new ReceiptReader(ReceiptIdForm.SAME).read(deliver).map(Receipt::messageId))
                .hasValue("ab12");
    }

    private static Optional<String> expectedId(JsonObject vector) {
        JsonObject expected = vector.getJsonObject("expect");
        if (expected.containsKey("message_id")) {
            return Optional.of(expected.getString("message_id"));
        }
        return vector.getString("name").equals("unknown message id") ? Optional.of("ffffffff") : Optional.empty();
    }

    private static ReceiptReader readerFor(JsonObject vector) {
        boolean decimal = vector.getString("text").contains("975110343");
        return new ReceiptReader(decimal ? ReceiptIdForm.DECIMAL : ReceiptIdForm.SAME);
    }

    private static DeliverSm decode(JsonObject vector) throws PDUStringException {
        return new DefaultDecomposer().deliverSm(HexFormat.of().parseHex(vector.getString("hex")));
    }

    private static DeliverSm receipt(String text) {
        DeliverSm deliver = new DeliverSm();
        deliver.setEsmClass(new ESMClass(4).value());
        deliver.setShortMessage(text.getBytes(StandardCharsets.ISO_8859_1));
        return deliver;
    }
}
