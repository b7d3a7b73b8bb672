package dev.countersign.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutboundSmsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(600);
    private static final String NUMBER = "+447700900123";
    private static final String TEXT = "042042 is your code";

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final OneTimeCode code = new OneTimeCode(CodePurpose.LOGIN, "attempt", "042042", secrets, START, END);
    private final OutboundSms sms = new OutboundSms(code, NUMBER, TEXT, secrets, START);

    @Test
    void waitsAndLivesAsLongAsItsCode() {
        assertThat(sms.state()).isEqualTo(SmsState.WAITING);
        assertThat(sms.codeId()).contains(code.id());
        assertThat(sms.e164()).isEqualTo(NUMBER);
        assertThat(sms.createdAt()).isEqualTo(START);
        assertThat(sms.expiresAt()).isEqualTo(END);
    }

    @Test
    void followsTheNewsToTheEnd() {
        sms.queued(START.plusSeconds(1));
        assertThat(sms.state()).isEqualTo(SmsState.QUEUED);

        sms.take(result(SmsResult.State.SUBMITTED, "m-1"), START.plusSeconds(2));
        assertThat(sms.state()).isEqualTo(SmsState.SUBMITTED);

        sms.take(SmsReceipt.State.DELIVERED, START.plusSeconds(3));
        assertThat(sms.state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void keepsItsPlaceWhenOldNewsComesLate() {
        sms.take(SmsReceipt.State.DELIVERED, START.plusSeconds(1));

        sms.queued(START.plusSeconds(2));
        sms.take(result(SmsResult.State.SUBMITTED, "m-1"), START.plusSeconds(3));

        assertThat(sms.state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void losesItsTextWhenItExpires() {
        sms.expire(END);

        assertThat(sms.state()).isEqualTo(SmsState.EXPIRED);
        assertThat(sms.text(secrets)).isEmpty();
    }

    @Test
    void keepsItsTextWhileItIsOnItsWay() {
        sms.queued(START);

        assertThat(sms.text(secrets)).contains(TEXT);
    }

    private SmsResult result(SmsResult.State state, String smscMessageId) {
        return new SmsResult(sms.messageKey(), state, smscMessageId, 0, 1, START, "gateway1");
    }
}
