package dev.countersign.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.UnlockKind;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which phones are taken. */
class DeviceTermsTest {

    private static final DeviceTerms STRICT = new DeviceTerms(Platform.ANDROID, "6.0", "1.2", true, true, true);
    private static final DeviceTerms LAX = new DeviceTerms(Platform.ANDROID, "0", "0", false, false, false);

    @Test
    void aPhoneThatIsAllThatIsAskedForIsTaken() {
        assertThat(STRICT.obstacle(report("6.0", "1.2", UnlockKind.PIN, true), Integrity.SOUND))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5.9.9, 1.2", "6, 1.1.9", "'', 1.2", "6.0, 1"})
    void whatIsOlderIsRefused(String osVersion, String appVersion) {
        assertThat(STRICT.obstacle(report(osVersion, appVersion, UnlockKind.PIN, true), Integrity.SOUND))
                .contains(Reason.OS_TOO_OLD);
    }

    @ParameterizedTest
    @CsvSource({"6, 1.2", "6.0.0, 1.2.0", "10, 1.10", "6.1, 2"})
    void versionsAreComparedNumberByNumber(String osVersion, String appVersion) {
        assertThat(STRICT.obstacle(report(osVersion, appVersion, UnlockKind.PIN, true), Integrity.SOUND))
                .isEmpty();
    }

    @Test
    void lockSensorAndSoundnessAreAskedForWhereTheTermsSaySo() {
        assertThat(STRICT.obstacle(report("6.0", "1.2", UnlockKind.NONE, true), Integrity.SOUND))
                .contains(Reason.NO_LOCK);
        assertThat(STRICT.obstacle(report("6.0", "1.2", UnlockKind.DEVICE, false), Integrity.SOUND))
                .contains(Reason.NO_SENSOR);
        assertThat(STRICT.obstacle(report("6.0", "1.2", UnlockKind.PIN, true), Integrity.UNKNOWN))
                .contains(Reason.DEVICE_REFUSED);
        assertThat(LAX.obstacle(report("", "1", UnlockKind.NONE, false), Integrity.UNKNOWN))
                .isEmpty();
    }

    @Test
    void aPhoneThatIsKnownToBeUnsoundIsRefusedWhateverTheTerms() {
        assertThat(LAX.obstacle(report("14", "1", UnlockKind.PIN, true), Integrity.UNSOUND))
                .contains(Reason.DEVICE_REFUSED);
    }

    @Test
    void versionsOfTermsAreNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceTerms(Platform.IOS, "eleven", "1", true, false, false))
                .withMessageContaining("minOsVersion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceTerms(Platform.IOS, "11", "", true, false, false))
                .withMessageContaining("minAppVersion");
    }

    private static DeviceReport report(String osVersion, String appVersion, UnlockKind unlock, boolean sensor) {
        return new DeviceReport(
                UUID.randomUUID(),
                Platform.ANDROID,
                osVersion,
                appVersion,
                "Pixel 8",
                unlock,
                sensor,
                Optional.empty());
    }
}
