package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long START = -5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void letsATenthOfASecondsWorthThroughAtOnce() {
        TokenBucket bucket = new TokenBucket(50, START);

        for (int token = 0; token < 5; token++) {
            assertThat(bucket.waitNanos(START)).isZero();
            bucket.take(START);
        }

        assertThat(bucket.waitNanos(START)).isEqualTo(SECOND / 50);
    }

    @Test
    void neverKeepsMoreHoweverLongItRests() {
        TokenBucket bucket = new TokenBucket(50, START);

        bucket.take(START + 3600 * SECOND);
        for (int token = 0; token < 4; token++) {
            bucket.take(START + 3600 * SECOND);
        }

        assertThat(bucket.waitNanos(START + 3600 * SECOND)).isPositive();
    }

    @Test
    void aTokenTakenInAdvanceIsMissingLater() {
        TokenBucket bucket = new TokenBucket(1, START);

        bucket.take(START);
        bucket.take(START);

        assertThat(bucket.waitNanos(START)).isEqualTo(2 * SECOND);
        assertThat(bucket.waitNanos(START + SECOND)).isEqualTo(SECOND);
        assertThat(bucket.waitNanos(START + 2 * SECOND)).isZero();
    }

    @Test
    void withoutARateNobodyWaits() {
        TokenBucket bucket = new TokenBucket(0, START);

        for (int token = 0; token < 1_000; token++) {
            bucket.take(START);
        }

        assertThat(bucket.waitNanos(START)).isZero();
    }
}
