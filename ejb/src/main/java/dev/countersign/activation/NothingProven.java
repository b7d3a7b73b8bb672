package dev.countersign.activation;

import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Browsers and programs: nobody vouches for what they run on. */
@ApplicationScoped
class NothingProven implements IntegrityProvider {

    private static final Set<Platform> PLATFORMS =
            EnumSet.of(Platform.ANDROID_BROWSER, Platform.IOS_BROWSER, Platform.DESKTOP_BROWSER, Platform.PROGRAM);

    @Override
    public boolean judges(Platform platform) {
        return PLATFORMS.contains(platform);
    }

    @Override
    public Integrity judge(DeviceReport report, Instant now) {
        return Integrity.UNKNOWN;
    }
}
