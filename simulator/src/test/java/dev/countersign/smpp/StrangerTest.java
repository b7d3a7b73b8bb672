package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Poll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The gateway against a message center of other hands: gateway and simulator have one library, and could share a mistake. */
@EnabledIf(value = "isInstalled", disabledReason = "No Net::SMPP: Debian has it in libnet-smpp-perl")
class StrangerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int GSM = 0;
    private static final int UCS2 = 8;
    private static final int USER_DATA_HEADER = 0x40;

    /** A submit_sm as the stranger read it. */
    private record Submitted(String to, int esmClass, int dataCoding, int registeredDelivery, String body) {

        static Submitted of(String line) {
            String[] words = line.split(" ", -1);
            return new Submitted(
                    words[1],
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    words[5]);
        }

        byte[] octets() {
            return HexFormat.of().parseHex(body);
        }
    }

    static boolean isInstalled() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "perl -MNet::SMPP -e1")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void bindsSubmitsHearsReceiptsAndUnbinds() throws Exception {
        try (Stranger stranger = Stranger.start()) {
            SmsOrder plain = order("Your code is 042042.");
            SmsOrder longer = order("\u60a8\u7684\u9a8c\u8bc1\u7801\u662f 042042 \ud83d\udd12".repeat(8));
            Carrier carrier = LoopbackGateway.carrier(
                    "stranger", stranger.port(), "secret12", Duration.ofSeconds(5), Duration.ofSeconds(20));
            try (LoopbackGateway gateway =
                    new LoopbackGateway(CarrierBook.of(carrier), Clock.fixed(NOW, ZoneOffset.UTC))) {
                gateway.send(plain);
                requireDelivered(gateway, plain, "stranger/00000001");
                gateway.send(longer);
                requireDelivered(gateway, longer, "stranger/00000002");
                stranger.await("deliver_sm_resp 0", 2);
            }

            stranger.await("unbind", 1);
            assertThat(stranger.lines("bind_transceiver ")).containsExactly("bind_transceiver countersign");
            List<Submitted> submitted =
                    stranger.lines("submit_sm ").stream().map(Submitted::of).toList();
            assertThat(submitted).extracting(Submitted::to).containsOnly("4915112345678");
            requirePlain(submitted.get(0), plain.text());
            requireConcatenated(submitted.subList(1, submitted.size()), longer.text());
        }
    }

    private static void requireDelivered(LoopbackGateway gateway, SmsOrder order, String smscId) {
        SmsReceipt receipt = Poll.until(
                () -> gateway.receipts.stream()
                        .filter(found -> order.messageKey().equals(found.messageKey()))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
        assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED);
        assertThat(receipt.smscMessageId()).isEqualTo(smscId);
        // The receipt may be there before the answer has been stored.
        List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> !all.isEmpty());
        assertThat(results).extracting(SmsResult::smscMessageId).containsExactly(smscId);
    }

    private static void requirePlain(Submitted message, String text) {
        assertThat(message.esmClass()).isZero();
        assertThat(message.dataCoding()).isEqualTo(GSM);
        assertThat(message.registeredDelivery()).isEqualTo(1);
        assertThat(new String(message.octets(), StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    /** A user data header of 3GPP TS 23.040, 9.2.3.24.1, and then UCS-2, the high octet first. */
    private static void requireConcatenated(List<Submitted> parts, String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int number = 1; number <= parts.size(); number++) {
            Submitted part = parts.get(number - 1);
            byte[] body = part.octets();
            assertThat(part.esmClass()).isEqualTo(USER_DATA_HEADER);
            assertThat(part.dataCoding()).isEqualTo(UCS2);
            assertThat(part.registeredDelivery()).isEqualTo(number == 1 ? 1 : 0);
            assertThat(body).hasSizeLessThanOrEqualTo(140);
            assertThat(body).startsWith(5, 0, 3, parts.get(0).octets()[3], parts.size(), number);
            octets.write(body, 6, body.length - 6);
        }
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(octets.toString(StandardCharsets.UTF_16BE)).isEqualTo(text);
    }

    private static SmsOrder order(String text) {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", text, NOW, NOW.plusSeconds(600));
    }
}
