package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.Test;

/** 3GPP TS 23.040 section 9.2.3.24; SMPP 3.4 section 5.3.2.22 on. */
class PartAssemblerTest {

    private final PartAssembler assembler = new PartAssembler();

    @Test
    void joinsPartsInTheirOrderWhateverCameFirst() {
        assertThat(add("a>b", "1", "050003090202776f726c64")).isEmpty();

        assertThat(add("a>b", "2", "05000309020168656c6c6f20"))
                .hasValue(new PartAssembler.Whole("1", "hello world", 2));
    }

    @Test
    void joinsPartsWithSixteenBitReference() {
        assertThat(add("a>b", "1", "06080412340201" + "41")).isEmpty();
        assertThat(add("a>b", "2", "06080412350202" + "43")).isEmpty();

        assertThat(add("a>b", "3", "06080412340202" + "42")).hasValue(new PartAssembler.Whole("1", "AB", 2));
    }

    @Test
    void joinsPartsNumberedByTlvs() {
        assertThat(assembler.add("a>b", "1", 0, Segment.of(sar(1, "41")))).isEmpty();

        assertThat(assembler.add("a>b", "2", 0, Segment.of(sar(2, "42"))))
                .hasValue(new PartAssembler.Whole("1", "AB", 2));
    }

    @Test
    void neverJoinsPartsOfDifferentConversations() {
        assertThat(add("a>b", "1", "050003090201" + "41")).isEmpty();

        assertThat(add("a>c", "2", "050003090202" + "42")).isEmpty();
    }

    @Test
    void aRepeatedPartCountsOnce() {
        assertThat(add("a>b", "1", "050003090201" + "41")).isEmpty();
        assertThat(add("a>b", "2", "050003090201" + "41")).isEmpty();

        assertThat(add("a>b", "3", "050003090202" + "42")).hasValue(new PartAssembler.Whole("1", "AB", 2));
    }

    @Test
    void numberingWithoutSenseIsNoNumbering() {
        assertThat(add("a>b", "1", "050003010200" + "78")).hasValue(new PartAssembler.Whole("1", "x", 1));
        assertThat(add("a>b", "2", "050003010203" + "78")).hasValue(new PartAssembler.Whole("2", "x", 1));
        assertThat(add("a>b", "3", "050003010001" + "78")).hasValue(new PartAssembler.Whole("3", "x", 1));
        assertThat(add("a>b", "4", "ff")).hasValue(new PartAssembler.Whole("4", "", 1));
    }

    @Test
    void readsALongTextFromMessagePayload() {
        SubmitSm submit = new SubmitSm();
        submit.setShortMessage(new byte[0]);
        submit.setOptionalParameters(
                new OptionalParameter.Message_payload(HexFormat.of().parseHex("4142")));

        assertThat(assembler.add("a>b", "1", 0, Segment.of(submit))).hasValue(new PartAssembler.Whole("1", "AB", 1));
    }

    private Optional<PartAssembler.Whole> add(String conversation, String id, String hex) {
        SubmitSm submit = new SubmitSm();
        submit.setEsmClass((byte) 0x40);
        submit.setShortMessage(HexFormat.of().parseHex(hex));
        return assembler.add(conversation, id, 0, Segment.of(submit));
    }

    private static SubmitSm sar(int number, String hex) {
        SubmitSm submit = new SubmitSm();
        submit.setShortMessage(HexFormat.of().parseHex(hex));
        submit.setOptionalParameters(
                new OptionalParameter.Sar_msg_ref_num((short) 7),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) number));
        return submit;
    }
}
