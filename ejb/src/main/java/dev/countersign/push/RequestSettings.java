package dev.countersign.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of requests. */
@ApplicationScoped
public class RequestSettings {

    private static final int LEAST_LOOKED_AT = 20;

    @Inject
    @ConfigProperty(name = "countersign.push.life", defaultValue = "PT3M")
    private Duration life;

    @Inject
    @ConfigProperty(name = "countersign.push.resends", defaultValue = "2")
    private int resends;

    @Inject
    @ConfigProperty(name = "countersign.push.most", defaultValue = "5")
    private int most;

    @Inject
    @ConfigProperty(name = "countersign.push.window", defaultValue = "PT10M")
    private Duration window;

    @Inject
    @ConfigProperty(name = "countersign.push.unanswered", defaultValue = "3")
    private int unanswered;

    @Inject
    @ConfigProperty(name = "countersign.push.live", defaultValue = "PT40S")
    private Duration live;

    /** How long a request may be answered. */
    Duration life() {
        return life;
    }

    /** How often a request may be sent again in an attempt. */
    int resends() {
        return resends;
    }

    /** Requests within {@link #window} that one enrolment gets. */
    int most() {
        return most;
    }

    Duration window() {
        return window;
    }

    /** Attempts in a row without an answer from the phone after which no more pushes are sent. */
    int unanswered() {
        return unanswered;
    }

    /** As many of the last requests of an enrolment as any rule looks back at. */
    int lookedAt() {
        return Math.max(LEAST_LOOKED_AT, Math.max(most, unanswered * (resends + 1)));
    }

    /** How long an app is taken for open after its connection was last seen to stand. */
    Duration live() {
        return live;
    }
}
