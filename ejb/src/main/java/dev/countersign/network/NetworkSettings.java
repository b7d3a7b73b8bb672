package dev.countersign.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** For how long a network is believed. */
@ApplicationScoped
class NetworkSettings {

    @Inject
    @ConfigProperty(name = "countersign.sms.network-life", defaultValue = "P30D")
    private Duration life;

    /** Until somebody has to look again whether the number was ported. */
    Duration life() {
        return life;
    }
}
