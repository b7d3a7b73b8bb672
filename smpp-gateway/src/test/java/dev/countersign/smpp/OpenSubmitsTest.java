package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSubmitsTest {

    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final int GENERIC_NACK = 0x80000000;
    private static final int QUERY_SM_RESP = 0x80000003;
    private static final int NUMBER = 7;

    private final OpenSubmits open = new OpenSubmits();
    private final CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();

    /** To count it as none would send the message twice (SMPP 3.4 section 4.4.2). */
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "414200, ab, an id",
        "41420000, ab, an octet too many",
        "4142000210, ab, a TLV that is cut off",
        "41420002100002, ab, a TLV without its value",
        "'', unknown-1, no body",
        "00, unknown-1, an empty id",
        "4142, unknown-1, an id that does not end",
        "410a00, unknown-1, an id of two lines",
    })
    void anAcceptanceIsOneWhateverItsBodyIs(String body, String id, String why) {
        assertThat(answer(SUBMIT_SM_RESP, CommandStatus.ESME_ROK, body)).as(why).isEqualTo(SubmitAnswer.accepted(id));
    }

    @ParameterizedTest
    @CsvSource({"64, a", "65, unknown-1", "100, unknown-1"})
    void anIdIsOfAtMost64Characters(int length, String id) {
        SubmitAnswer accepted = answer(SUBMIT_SM_RESP, CommandStatus.ESME_ROK, "41".repeat(length) + "00");

        assertThat(accepted).isEqualTo(SubmitAnswer.accepted(id.equals("a") ? id.repeat(length) : id));
    }

    @Test
    void aRefusalIsOneWhateverItsBodyIs() {
        assertThat(answer(SUBMIT_SM_RESP, CommandStatus.ESME_RSYSERR, "4142"))
                .isEqualTo(SubmitAnswer.refused(CommandStatus.ESME_RSYSERR));
    }

    /** It says neither. */
    @Test
    void aGenericNackThatNamesNoErrorIsNoAnswer() {
        assertThat(answer(GENERIC_NACK, CommandStatus.ESME_ROK, "")).isEqualTo(SubmitAnswer.unanswered());
    }

    @Test
    void whatAnswersNoneOfTheseIsLeftToOthers() {
        open.add(NUMBER, "unknown-1", answer);

        assertThat(read(QUERY_SM_RESP, NUMBER, CommandStatus.ESME_ROK, "")).isFalse();
        assertThat(read(SUBMIT_SM_RESP, NUMBER + 1, CommandStatus.ESME_ROK, "")).isFalse();

        assertThat(answer).isNotDone();
    }

    private SubmitAnswer answer(int command, int status, String body) {
        open.add(NUMBER, "unknown-1", answer);
        assertThat(read(command, NUMBER, status, body)).isTrue();
        return answer.join();
    }

    private boolean read(int command, int sequence, int status, String body) {
        byte[] pdu = RawCenter.pdu(command, status, sequence, body);
        Command header = new Command();
        header.setCommandLength(pdu.length);
        header.setCommandId(command);
        header.setCommandStatus(status);
        header.setSequenceNumber(sequence);
        return open.read(header, pdu);
    }
}
