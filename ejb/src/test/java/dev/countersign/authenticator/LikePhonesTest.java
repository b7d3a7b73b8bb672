package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which apps may be on the phone that another one was on. */
class LikePhonesTest {

    /** What a phone proves now it may have left unsaid before; what it proved before it cannot leave out now. */
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, UNKNOWN, true",
        "UNKNOWN, SOUND,   true",
        "UNKNOWN, UNSOUND, false",
        "SOUND,   SOUND,   true",
        "SOUND,   UNKNOWN, false",
        "SOUND,   UNSOUND, false",
        "UNSOUND, UNSOUND, true",
        "UNSOUND, UNKNOWN, false",
        "UNSOUND, SOUND,   false"
    })
    void aPhoneIsNoLessSoundThanItWas(Integrity before, Integrity now, boolean like) {
        Installation lost = new Installation(report(), "token", before, Instant.EPOCH);

        assertThat(lost.isLike(report(), now)).isEqualTo(like);
    }

    private static DeviceReport report() {
        return new DeviceReport(
                UUID.randomUUID(), Platform.ANDROID, "14", "1.0", "Pixel 8", UnlockKind.PIN, true, Optional.empty());
    }
}
