package dev.countersign.activation;

import dev.countersign.authenticator.Platform;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Which phones of one platform may hold an authenticator. */
@Entity
@Table(name = "device_rule")
class DeviceRule {

    @Id
    @Enumerated(EnumType.STRING)
    private Platform platform;

    @Column(name = "min_os_version")
    private String minOsVersion;

    @Column(name = "min_app_version")
    private String minAppVersion;

    @Column(name = "lock_needed")
    private boolean lockNeeded;

    @Column(name = "sensor_needed")
    private boolean sensorNeeded;

    @Column(name = "integrity_needed")
    private boolean integrityNeeded;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected DeviceRule() {}

    @SuppressWarnings("NullAway.Init") // change sets the rest
    DeviceRule(DeviceTerms terms, Instant now) {
        this.platform = terms.platform();
        change(terms, now);
    }

    final void change(DeviceTerms terms, Instant now) {
        minOsVersion = terms.minOsVersion();
        minAppVersion = terms.minAppVersion();
        lockNeeded = terms.lockNeeded();
        sensorNeeded = terms.sensorNeeded();
        integrityNeeded = terms.integrityNeeded();
        changedAt = now;
    }

    DeviceTerms terms() {
        return new DeviceTerms(platform, minOsVersion, minAppVersion, lockNeeded, sensorNeeded, integrityNeeded);
    }
}
