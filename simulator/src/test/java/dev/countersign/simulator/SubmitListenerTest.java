package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken and what is not, as carriers do it. */
class SubmitListenerTest {

    private static final String HEADER = "050003090201";
    private static final int ESME_RINVMSGLEN = 1;

    private final Inbox inbox = new Inbox();
    private final ReceiptSender receipts = new ReceiptSender(Optional::empty);
    private final SubmitListener listener = new SubmitListener(inbox, new FaultSwitch(), receipts, Clock.systemUTC());

    @AfterEach
    void stop() {
        receipts.close();
    }

    @ParameterizedTest
    @CsvSource({
        "160 septets, 0, 41, 160",
        "the same with a class, 16, 41, 160",
        "two septets each, 0, 1b65, 80",
        "140 octets of UCS-2, 8, 60a8, 70",
        "octets, 4, 41, 140",
        "Latin-1 that septets have, 3, e9, 160",
        "Latin-1 with two septets each, 3, 5b, 80",
        "Latin-1 that septets have not, 3, e1, 70",
    })
    void asMuchAsOneMessageHoldsAndNoMore(String what, int dataCoding, String sign, int most) throws Exception {
        submit(dataCoding, "", sign.repeat(most));

        isTooLong(dataCoding, "", sign.repeat(most + 1));

        assertThat(inbox.list(Optional.empty())).as(what).hasSize(1);
        assertThat(inbox.submitSm()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 41, 153", "8, 60a8, 67", "3, e9, 153"})
    void theHeaderOfAPartTakesItsRoom(int dataCoding, String sign, int most) throws Exception {
        submit(dataCoding, HEADER, sign.repeat(most));

        isTooLong(dataCoding, HEADER, sign.repeat(most + 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 41, 153", "8, 60a8, 67"})
    void soDoesTheOneThatTheMessageCenterMakes(int dataCoding, String sign, int most) throws Exception {
        listener.onAcceptSubmitSm(numbered(dataCoding, sign.repeat(most)), source());

        SubmitSm longer = numbered(dataCoding, sign.repeat(most + 1));
        assertThatThrownBy(() -> listener.onAcceptSubmitSm(longer, source()))
                .isInstanceOf(ProcessRequestException.class);
    }

    @Test
    void aPayloadIsCutByTheMessageCenter() throws Exception {
        SubmitSm submit = of(0, new byte[0]);
        submit.setOptionalParameters(
                new OptionalParameter.Message_payload(HexFormat.of().parseHex("41".repeat(500))));

        listener.onAcceptSubmitSm(submit, source());

        assertThat(inbox.list(Optional.empty()))
                .singleElement()
                .extracting(InboxMessage::text)
                .isEqualTo("A".repeat(500));
    }

    @ParameterizedTest
    @CsvSource({
        "0, DELIVERED, false",
        "0, EXPIRED, false",
        "1, DELIVERED, true",
        "1, REJECTED, true",
        "2, DELIVERED, false",
        "2, UNDELIVERABLE, true",
        "2, EXPIRED, true",
        "2, REJECTED, true",
        "17, DELIVERED, true",
    })
    void aReceiptComesOfWhatOneWasAskedFor(int registered, ReceiptSender.State state, boolean comes) {
        SubmitSm submit = new SubmitSm();
        submit.setRegisteredDelivery((byte) registered);

        assertThat(SubmitListener.isReceiptAsked(submit, state)).isEqualTo(comes);
    }

    private void submit(int dataCoding, String header, String body) throws ProcessRequestException {
        listener.onAcceptSubmitSm(with(dataCoding, header, body), source());
    }

    private void isTooLong(int dataCoding, String header, String body) {
        assertThatThrownBy(() -> submit(dataCoding, header, body))
                .isInstanceOfSatisfying(
                        ProcessRequestException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(ESME_RINVMSGLEN));
    }

    private static SubmitSm with(int dataCoding, String header, String body) {
        SubmitSm submit = of(dataCoding, HexFormat.of().parseHex(header + body));
        if (!header.isEmpty()) {
            submit.setEsmClass((byte) 0x40);
        }
        return submit;
    }

    private static SubmitSm numbered(int dataCoding, String body) {
        SubmitSm submit = with(dataCoding, "", body);
        submit.setOptionalParameters(
                new OptionalParameter.Sar_msg_ref_num((short) 7),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) 1));
        return submit;
    }

    private static SubmitSm of(int dataCoding, byte[] octets) {
        SubmitSm submit = new SubmitSm();
        submit.setSourceAddr("Bank");
        submit.setDestAddress("447700900123");
        submit.setDataCoding((byte) dataCoding);
        submit.setShortMessage(octets);
        return submit;
    }

    /** Asked only where a fault cuts the connection. */
    @SuppressWarnings("NullAway")
    private static SMPPServerSession source() {
        return null;
    }
}
