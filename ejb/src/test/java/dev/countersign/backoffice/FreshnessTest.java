package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of each limit, a second apart. */
class FreshnessTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"0,", "-300,", "-301,EXPIRED", "60,", "61,FROM_THE_FUTURE"})
    void createdOfTheTokenLiesInTheWindow(int seconds, CallerRefusal expected) {
        assertThat(check(seconds, 0, Optional.empty())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"0,", "-300,", "-301,EXPIRED", "60,", "61,FROM_THE_FUTURE"})
    void createdOfTheTimestampLiesInTheWindow(int seconds, CallerRefusal expected) {
        assertThat(check(0, seconds, Optional.empty())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"1,", "0,EXPIRED", "-1,EXPIRED"})
    void theSenderMayEndAMessageEarlier(int seconds, CallerRefusal expected) {
        assertThat(check(-10, -10, Optional.of(seconds))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void noExpiresMakesAMessageLiveLonger() {
        assertThat(check(0, -301, Optional.of(86_400))).contains(CallerRefusal.EXPIRED);
    }

    @Test
    void aNonceOutlivesTheLastMomentOfItsMessage() {
        Instant end = Freshness.nonceEnd(token(60));

        assertThat(end).isAfter(NOW.plusSeconds(60).plus(Freshness.WINDOW));
        assertThat(end).isBefore(NOW.plus(Duration.ofHours(1)));
    }

    private static Optional<CallerRefusal> check(int token, int message, Optional<Integer> end) {
        return Freshness.check(token(token), new MessageTimestamp(time(message), end.map(FreshnessTest::time)), NOW);
    }

    private static UsernameToken token(int seconds) {
        return new UsernameToken("api", "", Nonce.parse("AAECAwQFBgcICQoLDA0ODw=="), time(seconds));
    }

    private static WsuTime time(int seconds) {
        return WsuTime.parse(NOW.plusSeconds(seconds).toString());
    }
}
