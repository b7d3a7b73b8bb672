package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final Silence silence = new Silence();

    @Test
    void countsUntilItHasLastedForTooManyWatches() {
        assertThat(IntStream.range(0, Silence.MOST)).allMatch(watch -> silence.counts("north"));

        assertThat(silence.counts("north")).isFalse();
        assertThat(silence.counts("north")).isFalse();
        assertThat(silence.counts("south")).as("another carrier").isTrue();
    }

    @Test
    void countsAgainAfterAReceiptOfThatCarrier() {
        IntStream.rangeClosed(0, Silence.MOST).forEach(watch -> silence.counts("north"));

        silence.end("south");
        assertThat(silence.counts("north")).isFalse();
        silence.end("north");

        assertThat(IntStream.range(0, Silence.MOST)).allMatch(watch -> silence.counts("north"));
        assertThat(silence.counts("north")).isFalse();
    }
}
