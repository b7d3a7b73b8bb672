package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(600);

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final OneTimeCode code = new OneTimeCode(CodePurpose.LOGIN, "attempt", "042042", secrets, START, END);

    @Test
    void isItsOwnValueAlone() {
        assertThat(code.isValue("042042", secrets)).isTrue();
        assertThat(code.isValue("42042", secrets)).isFalse();
        assertThat(code.isValue("", secrets)).isFalse();
    }

    @Test
    void livesUntilItsEndAndNotAtIt() {
        assertThat(code.isAlive(END.minusNanos(1000))).isTrue();
        assertThat(code.isAlive(END)).isFalse();
    }

    @Test
    void isDeadOnceEnded() {
        code.end(START);

        assertThat(code.isAlive(START)).isFalse();
    }

    @Test
    void keepsTheTextSealedUntilItIsBlanked() {
        OutboundSms sms = new OutboundSms(code, "+447700900123", "042042 is your code", secrets, START);

        assertThat(sms.text(secrets)).contains("042042 is your code");
        sms.blank();

        assertThat(sms.text(secrets)).isEmpty();
    }
}
