package dev.countersign.push;

import dev.countersign.push.NotificationHealth.Reported;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The last report of an installation about its notifications. */
@Entity
@Table(name = "notification_report")
class KeptReport {

    @Id
    @Column(name = "installation_id")
    private String installationId;

    @Enumerated(EnumType.STRING)
    private NotificationPermission permission;

    private boolean online;

    @Column(name = "power_saving")
    private boolean powerSaving;

    private boolean focus;

    private String region;

    @Column(name = "reported_at")
    private Instant reportedAt;

    @SuppressWarnings("NullAway.Init")
    protected KeptReport() {}

    KeptReport(UUID installation, NotificationReport report, Instant now) {
        this.installationId = installation.toString();
        this.permission = report.permission();
        this.online = report.online();
        this.powerSaving = report.powerSaving();
        this.focus = report.focus();
        this.region = report.region();
        this.reportedAt = now;
    }

    Reported view() {
        return new Reported(new NotificationReport(permission, online, powerSaving, focus, region), reportedAt);
    }
}
