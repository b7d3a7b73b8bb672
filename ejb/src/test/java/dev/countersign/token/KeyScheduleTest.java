package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration AFTERLIFE = Duration.ofMinutes(15);
    private static final Instant SWITCH = NOW.plus(Duration.ofMinutes(5));
    private static final KeySchedule SCHEDULE =
            new KeySchedule(List.of(key("new", SWITCH), key("old", NOW)), AFTERLIFE);

    @Test
    void theNewKeySignsFromItsTimeOn() {
        assertThat(signer(SWITCH.minusNanos(1000))).contains("old");
        assertThat(signer(SWITCH)).contains("new");
    }

    @Test
    void theNewKeyIsPublishedBeforeItSigns() {
        assertThat(published(NOW)).containsExactly("old", "new");
    }

    @Test
    void theOldKeyIsPublishedUntilItsLastTokenIsOver() {
        assertThat(published(SWITCH.plus(AFTERLIFE).minusNanos(1000))).containsExactly("old", "new");
        assertThat(published(SWITCH.plus(AFTERLIFE))).containsExactly("new");
    }

    @Test
    void aKeyThatIsPublishedNoMoreIsRetired() {
        assertThat(SCHEDULE.retired(SWITCH.plus(AFTERLIFE).minusNanos(1000))).isEmpty();
        assertThat(SCHEDULE.retired(SWITCH.plus(AFTERLIFE)))
                .extracting(SigningKey::keyId)
                .containsExactly("old");
    }

    /** The clock of this node may be behind that of the one which made the only key. */
    @Test
    void theFirstKeySignsBeforeItsTimeWhereThereIsNoOther() {
        assertThat(signer(NOW.minusSeconds(1))).contains("old");
    }

    @Test
    void withoutKeysNobodySigns() {
        assertThat(new KeySchedule(List.of(), AFTERLIFE).signer(NOW)).isEmpty();
    }

    private static Optional<String> signer(Instant now) {
        return SCHEDULE.signer(now).map(SigningKey::keyId);
    }

    private static List<String> published(Instant now) {
        return SCHEDULE.published(now).stream().map(SigningKey::keyId).toList();
    }

    private static SigningKey key(String id, Instant signsFrom) {
        return new SigningKey(id, "{}", "sealed", NOW, signsFrom);
    }
}
