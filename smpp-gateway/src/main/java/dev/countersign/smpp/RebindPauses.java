package dev.countersign.smpp;

import java.time.Duration;
import java.time.Instant;

/** Pauses of one session before it binds anew: they grow, and are longest where the message center might lock the account. */
final class RebindPauses {

    /** So long a bind must have stood for the pauses to begin anew: a center that drops each bind at once is no better than one that refuses. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final SmppSettings.Timing timing;
    private final Clockwork clockwork;
    private int failures;

    RebindPauses(SmppSettings.Timing timing, Clockwork clockwork) {
        this.timing = timing;
        this.clockwork = clockwork;
    }

    /** A bind that stood since then has been lost. */
    Duration afterLoss(Instant since) {
        if (!clockwork.clock().instant().isBefore(since.plus(STEADY))) {
            failures = 0;
        }
        return next();
    }

    /**
     * No bind was made.
     *
     * @param bindStatus command_status of the answer; 0 where there was none
     */
    Duration afterFailure(int bindStatus) {
        Duration pause = next();
        Duration least = timing.credentialPause();
        return CommandStatus.isCredentialFault(bindStatus) && pause.compareTo(least) < 0 ? least : pause;
    }

    private Duration next() {
        return timing.reconnect().pause(failures++, clockwork.random());
    }
}
