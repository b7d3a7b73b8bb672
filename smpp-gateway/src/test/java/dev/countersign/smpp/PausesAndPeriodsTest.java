package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesAndPeriodsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0,50,100", "1,100,200", "3,400,800", "4,500,1000", "40,500,1000"})
    void pausesDoubleUpToTheLongestAndVaryByHalf(int failures, long least, long most) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        Random random = new Random(7);

        for (int draw = 0; draw < 200; draw++) {
            assertThat(backoff.pause(failures, random).toMillis()).isBetween(least, most);
        }
    }

    @Test
    void pausesNeverShrinkToNothing() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** SMPP 3.4 section 7.1.1.2. */
    @ParameterizedTest
    @CsvSource({
        "PT10M, 000000001000000R",
        "PT9M59.999S, 000000000959000R",
        "PT0.2S, 000000000001000R",
        "PT25H1M1S, 000001010101000R",
        "P90D, 000028000000000R"
    })
    void validityIsTheLifeThatIsLeftInWholeSeconds(Duration left, String expected) {
        assertThat(ValidityPeriod.RELATIVE.of(NOW, NOW.plus(left))).isEqualTo(expected);
    }

    /** SMPP 3.4 section 7.1.1.1; in UTC, so that no quarter hour is to be added. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:10:00Z, 260301101000000+",
        "2026-12-31T23:59:59.999Z, 260329100000000+",
        "2026-03-01T10:00:00.2Z, 260301100001000+"
    })
    void anAbsoluteValidityIsTheSameEndByTheClock(Instant end, String expected) {
        assertThat(ValidityPeriod.ABSOLUTE.of(Instant.parse("2026-03-01T10:00:00Z"), end))
                .isEqualTo(expected);
    }

    @Test
    void withoutAValidityTheMessageCenterHasItsOwn() {
        assertThat(ValidityPeriod.NONE.of(NOW, NOW.plusSeconds(60))).isEmpty();
    }

    /** SMPP 3.4 sections 5.2.5 and 5.2.6. */
    @ParameterizedTest
    @CsvSource({
        "+4930123456, 1, 1, 4930123456",
        "12345, 3, 0, 12345",
        "MyBroker, 5, 0, MyBroker",
        "A&B Pay.2, 5, 0, A&B Pay.2"
    })
    void aSenderHasTheTypeThatItsFormShows(String sender, byte ton, byte npi, String digits) {
        assertThat(SmppAddress.source(sender)).isEqualTo(new SmppAddress(ton, npi, digits));
    }

    @Test
    void anAlphanumericSenderHasAtMostElevenCharacters() {
        assertThat(SmppAddress.source("Countersign").digits()).hasSize(11);
        assertThatThrownBy(() -> SmppAddress.source("Countersigns")).isInstanceOf(IllegalArgumentException.class);
    }
}
