package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jsmpp.bean.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPduReaderTest {

    private static final int DELIVER_SM = 0x05;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int ENQUIRE_LINK_RESP = 0x80000015;
    private static final String NEXT = pdu(ENQUIRE_LINK, "");

    private final List<String> refused = new ArrayList<>();
    private final BoundedPduReader reader = new BoundedPduReader(
            (header, pdu) -> header.getCommandId() == ENQUIRE_LINK_RESP,
            (header, status) -> refused.add(String.format(Locale.ROOT, "%08x %08x", header.getCommandId(), status)));

    /** jsmpp would print an address of more than 20 characters. */
    @ParameterizedTest
    @CsvSource({
        "34393135313939393939393939393939393939393900, 0000000a",
        "3439313531, 000000c0",
    })
    void aDeliveryThatCannotBeReadIsRefused(String address, String status) throws Exception {
        String next = read(pdu(DELIVER_SM, "00" + "0101" + address) + NEXT);

        assertThat(next).isEqualTo(NEXT);
        assertThat(refused).containsExactly("00000005 " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01014142", "010141420001014300"})
    void anAlertNotificationIsPassedOver(String body) throws Exception {
        assertThat(read(pdu(0x102, body) + NEXT)).isEqualTo(NEXT);
        assertThat(refused).isEmpty();
    }

    /** And stands in no queue behind receipts. */
    @Test
    void whatHasBeenDealtWithIsPassedOver() throws Exception {
        assertThat(read(pdu(ENQUIRE_LINK_RESP, "") + pdu(ENQUIRE_LINK_RESP, "") + NEXT))
                .isEqualTo(NEXT);
    }

    private String read(String octets) throws Exception {
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(octets)));
        Command header = reader.readPDUHeader(in);
        String pdu = HexFormat.of().formatHex(reader.readPDU(in, header));
        assertThat(pdu).startsWith(HexFormat.of().toHexDigits(header.getCommandLength()));
        return pdu;
    }

    private static String pdu(int command, String body) {
        return HexFormat.of().formatHex(RawCenter.pdu(command, 0, 1, body));
    }
}
