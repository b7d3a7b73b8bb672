package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the last receipts say of a carrier. */
class DeliveriesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Logger LOG = Logger.getLogger(Deliveries.class.getName());

    private final Deliveries deliveries = new Deliveries("north");
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(lines);
    }

    @ParameterizedTest
    @CsvSource({"0, 19, false", "0, 20, true", "9, 11, true", "10, 10, false", "24, 26, true", "25, 25, false"})
    void itIsBadWhereLessThanHalfOfTwentyAtLeastWereDelivered(int delivered, int not, boolean bad) {
        note("+49", true, delivered, NOW);
        note("+49", false, not, NOW);

        assertThat(deliveries.isBad("+49", NOW)).isEqualTo(bad);
    }

    @Test
    void theLastFiftyCount() {
        note("+49", true, 50, NOW);
        note("+49", false, 25, NOW);
        assertThat(deliveries.isBad("+49", NOW)).as("25 of 50").isFalse();

        note("+49", false, 1, NOW);
        assertThat(deliveries.isBad("+49", NOW)).as("24 of 50").isTrue();

        note("+49", true, 26, NOW);
        assertThat(deliveries.isBad("+49", NOW)).as("26 of 50").isFalse();
    }

    @Test
    void noneThatIsOlderThanTenMinutesCounts() {
        note("+49", false, 1, NOW);
        note("+49", false, 19, NOW.plusSeconds(60));

        assertThat(deliveries.isBad("+49", NOW.plus(Duration.ofMinutes(10)))).isTrue();
        assertThat(deliveries.isBad("+49", NOW.plus(Duration.ofMinutes(10)).plusMillis(1)))
                .as("19 are left")
                .isFalse();
    }

    @Test
    void noneCountsThatAClockNotedWhichWasSetBackSince() {
        note("+49", false, 20, NOW.plus(Duration.ofHours(1)));

        assertThat(deliveries.isBad("+49", NOW)).isFalse();
    }

    @Test
    void eachPrefixHasItsOwn() {
        note("+49", false, 20, NOW);
        note("+", true, 50, NOW);

        assertThat(deliveries.isBad("+", NOW)).isFalse();
        assertThat(deliveries.listBad(NOW)).containsExactly("+49");
    }

    @Test
    void whatWasNotHeardOfForLongestIsForgotten() {
        note("+1", false, 20, NOW);
        note("+49", false, 20, NOW);
        note("+1", false, 1, NOW);

        for (int prefix = 0; prefix < Deliveries.MOST_PREFIXES - 1; prefix++) {
            note("+9" + prefix, true, 1, NOW);
        }

        assertThat(deliveries.isBad("+49", NOW)).isFalse();
        assertThat(deliveries.isBad("+1", NOW)).isTrue();
    }

    @Test
    void whoReadsTheLogSeesWhenItBeginsAndWhenItEnds() {
        note("+49", false, 30, NOW);
        note("+49", true, 40, NOW);

        assertThat(lines.all)
                .containsExactly(
                        "WARNING smpp.route carrier=north prefix=+49 event=delivers-badly good=0 of=20",
                        "INFO smpp.route carrier=north prefix=+49 event=delivers-again good=25 of=50");
    }

    @Test
    void thatItIsForgottenIsAnEndToo() {
        note("+49", false, 20, NOW);

        assertThat(deliveries.listBad(NOW.plus(Duration.ofHours(1)))).isEmpty();

        assertThat(deliveries.isAnyBad()).isFalse();
        assertThat(lines.all)
                .last()
                .isEqualTo("INFO smpp.route carrier=north prefix=+49 event=delivers-again good=0 of=0");
    }

    private void note(String prefix, boolean delivered, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            deliveries.note(prefix, delivered, at);
        }
    }

    private static final class Lines extends Handler {

        private final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                all.add(line.getLevel().getName() + ' ' + new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
