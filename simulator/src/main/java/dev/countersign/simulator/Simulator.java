package dev.countersign.simulator;

import dev.countersign.simulator.card.CardDrawer;
import dev.countersign.simulator.push.PushInbox;
import java.io.IOException;
import java.time.Clock;

/** The running simulator: inbox, faults, SMSC, push service, cards and HTTP side by side. */
public final class Simulator implements AutoCloseable {

    private final Inbox inbox = new Inbox();
    private final FaultSwitch faults = new FaultSwitch();
    private final PushInbox pushes;
    private final SmscServer smsc;
    private final HttpFace http;

    private Simulator(SimulatorSettings settings, Clock clock) throws IOException {
        CardDrawer cards =
                settings.cards().isPresent() ? CardDrawer.of(settings.cards().get(), clock) : CardDrawer.empty(clock);
        pushes = new PushInbox(clock);
        smsc = new SmscServer(settings, inbox, faults, clock);
        try {
            http = new HttpFace(settings.httpPort(), inbox, faults, pushes, new CardFace(cards));
        } catch (IOException e) {
            smsc.close();
            throw e;
        }
    }

    /**
     * Starts and listens.
     *
     * @param clock for arrival times and validity periods
     * @throws PortInUseException when a port is taken
     */
    public static Simulator start(SimulatorSettings settings, Clock clock) throws IOException {
        return new Simulator(settings, clock);
    }

    /** What phones have received. */
    public Inbox inbox() {
        return inbox;
    }

    /** What goes wrong on purpose. */
    public FaultSwitch faults() {
        return faults;
    }

    /** What browsers have received, and what their push service does wrong on purpose. */
    public PushInbox pushes() {
        return pushes;
    }

    public int smppPort() {
        return smsc.port();
    }

    public int httpPort() {
        return http.port();
    }

    /** Ends every session and stops listening. */
    @Override
    public void close() {
        http.close();
        smsc.close();
    }
}
