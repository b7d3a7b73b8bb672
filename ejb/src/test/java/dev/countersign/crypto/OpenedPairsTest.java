package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Key pairs of rows, and rows that have none. */
class OpenedPairsTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger looks = new AtomicInteger();
    private final KeysInMemory keys = new KeysInMemory();
    private final Secrets secrets = new Secrets(keys) {
        @Override
        public String open(Purpose purpose, String record, String sealed) {
            looks.incrementAndGet();
            return super.open(purpose, record, sealed);
        }
    };
    private final OpenedPairs pairs = new OpenedPairs(secrets, Purpose.AUDIT_SIGNING, clock);

    @Test
    void aPairIsOpenedOnce() {
        SealedPair made = SealedPair.make(secrets, Purpose.AUDIT_SIGNING, "k");

        assertThat(pairs.find("k", made.privateSealed())
                        .orElseThrow()
                        .toPublicJWK()
                        .toJSONString())
                .isEqualTo(made.publicJwk());
        pairs.find("k", made.privateSealed());

        assertThat(looks).hasValue(1);
    }

    @Test
    void aRowOfAnotherIdOrPurposeHasNone() {
        SealedPair made = SealedPair.make(secrets, Purpose.AUDIT_SIGNING, "k");
        SealedPair other = SealedPair.make(secrets, Purpose.TOKEN_SIGNING, "t");

        assertThat(pairs.find("j", made.privateSealed())).isEmpty();
        assertThat(pairs.find("t", other.privateSealed())).isEmpty();
        assertThat(pairs.find("x", "sealed")).isEmpty();
    }

    /** Strangers ask for the published keys as often as they like. */
    @Test
    void whatDoesNotOpenIsTriedAgainAfterFiveSeconds() {
        SealedPair made = SealedPair.make(secrets, Purpose.AUDIT_SIGNING, "k");
        pairs.find("k", "gone.AAAA");
        clock.pass(Duration.ofSeconds(5).minusMillis(1));
        assertThat(pairs.find("k", made.privateSealed())).isEmpty();
        assertThat(looks).hasValue(1);
        clock.pass(Duration.ofMillis(1));

        assertThat(pairs.find("k", made.privateSealed())).isPresent();
    }
}
