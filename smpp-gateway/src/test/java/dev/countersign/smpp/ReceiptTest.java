package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptTest {

    private static final String NUMBER = "+4915112345678";
    private static final UUID KEY = new UUID(1, 2);

    @ParameterizedTest
    @EnumSource(SmsReceipt.State.class)
    void eachStateSaysWhetherItIsTheEndAndWhich(SmsReceipt.State state) {
        Receipt receipt = new Receipt("1", state, "000", OptionalInt.empty(), NUMBER);

        assertThat(receipt.isNegative())
                .isEqualTo(EnumSet.of(
                                SmsReceipt.State.EXPIRED,
                                SmsReceipt.State.DELETED,
                                SmsReceipt.State.UNDELIVERABLE,
                                SmsReceipt.State.REJECTED)
                        .contains(state));
        assertThat(receipt.isIntermediate())
                .isEqualTo(state == SmsReceipt.State.ENROUTE || state == SmsReceipt.State.ACCEPTED);
        assertThat(receipt.isFinal()).isEqualTo(receipt.isNegative() || state == SmsReceipt.State.DELIVERED);
    }

    @Test
    void anotherGatewayHearsTheSame() {
        Receipt receipt = new Receipt(
                "1", SmsReceipt.State.UNDELIVERABLE, "011", "011", OptionalInt.of(7), NUMBER, Optional.of(KEY));

        SmsHeard heard = receipt.heardBy("gateway1", "north");

        assertThat(heard.gateway()).isEqualTo("gateway1");
        assertThat(heard.carrier()).isEqualTo("north");
        assertThat(Receipt.of(heard)).isEqualTo(receipt);
    }

    @Test
    void whatACarrierLeftOutIsLeftOutThereToo() {
        Receipt receipt = new Receipt("1", SmsReceipt.State.DELIVERED, "000", OptionalInt.empty(), NUMBER);

        assertThat(Receipt.of(receipt.heardBy("gateway1", "north"))).isEqualTo(receipt);
    }

    @Test
    void itsTextHasNoNumber() {
        Receipt receipt = new Receipt("1", SmsReceipt.State.DELIVERED, "000", OptionalInt.empty(), NUMBER);

        assertThat(receipt).hasToString("Receipt[1, DELIVERED, error 000]");
    }
}
