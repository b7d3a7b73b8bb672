package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final OutboundSms sms = new OutboundSms(
            new OneTimeCode(CodePurpose.NUMBER, "number", "042042", secrets, NOW, END),
            "+4915112345678",
            "042042 is the code",
            secrets,
            NOW);

    @Test
    void isFineUntilTheCarrierSaysOtherwise() {
        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(Delivery.OK);
        sms.queued(NOW);
        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(Delivery.OK);
    }

    @Test
    void isDelayedAfterFiveMinutesWithoutAReceipt() {
        submit();

        assertThat(Delivery.of(SmsReport.of(sms), NOW.plusSeconds(300))).isEqualTo(Delivery.OK);
        assertThat(Delivery.of(SmsReport.of(sms), NOW.plusSeconds(300).plusMillis(1)))
                .isEqualTo(Delivery.DELAYED);

        sms.take("north/m-1", SmsReceipt.State.DELIVERED, NOW.plusSeconds(400));
        assertThat(Delivery.of(SmsReport.of(sms), NOW.plusSeconds(400))).isEqualTo(Delivery.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "UNDELIVERABLE, UNREACHABLE",
        "EXPIRED, UNREACHABLE",
        "DELETED, UNREACHABLE",
        "REJECTED, CARRIER_BLOCKED",
        "DELIVERED, OK"
    })
    void followsTheReceipt(SmsReceipt.State receipt, Delivery delivery) {
        submit();
        sms.take("north/m-1", receipt, NOW);

        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(delivery);
    }

    @Test
    void followsTheReceiptThatCountedFirst() {
        submit();
        sms.take("north/m-1", SmsReceipt.State.REJECTED, NOW);
        sms.take("north/m-1", SmsReceipt.State.UNDELIVERABLE, NOW);

        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(Delivery.CARRIER_BLOCKED);
    }

    @ParameterizedTest
    @CsvSource({"11, UNREACHABLE", "69, CARRIER_BLOCKED", "1025, CARRIER_BLOCKED"})
    void followsTheRefusalOfTheMessageCenter(int commandStatus, Delivery delivery) {
        sms.take(new SmsResult(sms.messageKey(), SmsResult.State.REFUSED, null, commandStatus, 1, NOW, "gateway"), NOW);

        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(delivery);
    }

    /** The gateway knows better than a number of SMPP what it means. */
    @ParameterizedTest
    @CsvSource({"NUMBER, 1025, UNREACHABLE", "BLOCKED, 11, CARRIER_BLOCKED", "CARRIER, 10, OK", "NO_ROUTE, 0, OK"})
    void followsTheRefusalOfTheGateway(SmsResult.Refusal refusal, int commandStatus, Delivery delivery) {
        sms.take(
                new SmsResult(
                        sms.messageKey(), SmsResult.State.REFUSED, null, commandStatus, 0, NOW, "gateway", refusal),
                NOW);

        assertThat(Delivery.of(SmsReport.of(sms), NOW)).isEqualTo(delivery);
    }

    private void submit() {
        sms.take(new SmsResult(sms.messageKey(), SmsResult.State.SUBMITTED, "0a", 0, 1, NOW, "gateway"), NOW);
    }
}
