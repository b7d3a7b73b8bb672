package dev.countersign.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad message cannot exist. */
class SmsRecordsTest {

    private static final UUID KEY = UUID.fromString("5f0c2f5e-3a57-4a3c-8c8e-0c9b8f7c1a01");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String NUMBER = "+4915112345678";

    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+123456789012345"})
    void orderTakesTheShortestAndTheLongestNumber(String number) {
        assertThat(order(number, "042042").to()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "4915112345678",
                "+049151",
                "+123456",
                "+1234567890123456",
                "+49 15112345678",
                "+4915112345678\n",
                "+\uFF14\uFF1915112345678",
                "0049151"
            })
    void orderRefusesWhatIsNoNumberAndDoesNotQuoteIt(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(number, "042042"))
                .withMessage("to is no E.164 number");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 670})
    void orderTakesTheShortestAndTheLongestText(int units) {
        assertThat(order(NUMBER, "x".repeat(units)).text()).hasSize(units);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 671})
    void orderRefusesATextOutsideItsLength(int units) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(NUMBER, "x".repeat(units)))
                .withMessageContaining("1 to 670")
                .withMessageNotContaining("xx");
    }

    @Test
    void orderShowsNeitherNumberNorText() {
        SmsOrder order = order(NUMBER, "042042 is your login code.");

        assertThat(order.toString())
                .contains(KEY.toString())
                .doesNotContain("4915112345678", "042042", "code", "4567", "5678");
    }

    @ParameterizedTest
    @EnumSource(SmsResult.State.class)
    void resultHasAMessageIdExactlyWhenSubmitted(SmsResult.State state) {
        boolean submitted = state == SmsResult.State.SUBMITTED;

        SmsResult right = result(state, submitted ? "id" : null, 0);

        assertThat(right.state()).isEqualTo(state);
        assertThatIllegalArgumentException().isThrownBy(() -> result(state, submitted ? null : "id", 0));
    }

    @Test
    void resultRefusesANegativeNumberOfParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> result(SmsResult.State.REFUSED, null, -1));
    }

    @Test
    void nothingButTheOptionalFieldsMayBeAbsent() {
        assertThatThrownBy(() -> new SmsOrder(null, NUMBER, "x", NOW, NOW)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsOrder(KEY, null, "x", NOW, NOW)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsOrder(KEY, NUMBER, null, NOW, NOW)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsOrder(KEY, NUMBER, "x", null, NOW)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsOrder(KEY, NUMBER, "x", NOW, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsReceipt(KEY, null, SmsReceipt.State.DELIVERED, "", NOW, "g"))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsStalled(null, List.of(), NOW, "g")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsStalled(KEY, List.of(), null, "g")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SmsStalled(KEY, List.of(), NOW, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new GatewayReport(null, true, NOW)).isInstanceOf(NullPointerException.class);
        assertThat(new SmsReceipt(null, "id", SmsReceipt.State.DELIVERED, "", NOW, "g").messageKey())
                .isNull();
    }

    private static SmsOrder order(String to, String text) {
        return new SmsOrder(KEY, to, text, NOW, NOW.plusSeconds(600));
    }

    private static SmsResult result(SmsResult.State state, String smscMessageId, int parts) {
        return new SmsResult(KEY, state, smscMessageId, 0, parts, NOW, "gateway1");
    }
}
