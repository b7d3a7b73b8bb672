package dev.countersign.budget;

import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How many SMS were asked for from one network address within an hour. Callers hold the address's turn. */
@Entity
@Table(name = "sms_address")
class AddressTally {

    private static final Duration WINDOW = Duration.ofHours(1);

    @Id
    private String network;

    @Column(name = "window_end")
    private Instant windowEnd;

    private int sent;

    private boolean alerted;

    @SuppressWarnings("NullAway.Init")
    protected AddressTally() {}

    AddressTally(String network, Instant now) {
        this.network = network;
        this.windowEnd = now.plus(WINDOW);
    }

    /** Whether the next SMS has to wait; an hour that is over is another one from now on. */
    Optional<Held> held(int most, Instant now) {
        if (isOver(now)) {
            windowEnd = now.plus(WINDOW);
            sent = 0;
            alerted = false;
        }
        return sent < most ? Optional.empty() : Optional.of(new Held(HeldBy.ADDRESS, windowEnd));
    }

    /** Also of an hour that was begun by a clock that has been set back since. */
    boolean isOver(Instant now) {
        return !now.isBefore(windowEnd) || ClockSkew.isAhead(windowEnd, now.plus(WINDOW));
    }

    void count() {
        sent++;
    }

    /** True at the first SMS that is kept back within the hour. */
    boolean takeAlert() {
        boolean first = !alerted;
        alerted = true;
        return first;
    }
}
