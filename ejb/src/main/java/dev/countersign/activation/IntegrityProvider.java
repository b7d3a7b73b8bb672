package dev.countersign.activation;

import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import java.time.Instant;

/** Tells how sound phones of some platforms are. Each platform has one provider. */
interface IntegrityProvider {

    boolean judges(Platform platform);

    /** What is known of this phone; never throws for what the phone sent. */
    Integrity judge(DeviceReport report, Instant now);
}
