package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a gateway instance is; sent every 5 seconds and at each change, living 15 seconds on the queue. An instance that
 * has not reported for 15 seconds is away.
 *
 * @param gateway name of the instance, unique among all that share a broker
 * @param bound whether at least one carrier takes messages
 * @param at when the instance wrote this
 * @param carriers how each is
 * @param fault why the gateway does not work with the configuration that its files have now; empty when it does
 * @param book version of the {@link GatewayBook} that it was told last; 0 when it was told none
 * @param run made anew at each start of an instance, so that two of one name can be told apart; empty from an older version
 */
public record GatewayReport(
        String gateway, boolean bound, Instant at, List<CarrierReport> carriers, String fault, long book, String run) {

    /** JMSType of the message. */
    public static final String TYPE = "GatewayReport.v1";

    private static final int LONGEST_RUN = 36;

    /**
     * How one carrier is.
     *
     * @param name as in the gateway's configuration
     * @param state UP, DEGRADED or DOWN
     * @param outstanding messages that wait for the carrier's answer
     * @param window so many may wait at one time, with the binds that stand now
     * @param routes how many routes lead to it
     * @param lastFault what went wrong last with a message, for people; empty when nothing did
     * @param binds how its sessions are
     * @param deliversBadly prefixes of routes by which receipts told lately that less than half of the messages were delivered; none from
     *     an older version
     */
    public record CarrierReport(
            String name,
            State state,
            int outstanding,
            int window,
            int routes,
            String lastFault,
            List<BindReport> binds,
            List<String> deliversBadly) {

        /** How much use a carrier is. */
        public enum State {
            /** It takes messages. */
            UP,
            /** It throttles, refuses or leaves unanswered what it is sent. */
            DEGRADED,
            /** No session stands that submits. */
            DOWN
        }

        /** Of one that delivers, as far as is known. */
        public CarrierReport(
                String name,
                State state,
                int outstanding,
                int window,
                int routes,
                String lastFault,
                List<BindReport> binds) {
            this(name, state, outstanding, window, routes, lastFault, binds, List.of());
        }

        public CarrierReport {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(lastFault, "lastFault");
            binds = List.copyOf(binds);
            deliversBadly = List.copyOf(deliversBadly);
        }
    }

    /**
     * How one session is.
     *
     * @param kind TRANSMITTER, RECEIVER or TRANSCEIVER; HTTP for a carrier without sessions
     * @param address host and port
     * @param bound whether it stands
     * @param since when that began
     * @param lastFault why it was refused or lost last, for people; empty when it never was
     */
    public record BindReport(String kind, String address, boolean bound, Instant since, String lastFault) {

        public BindReport {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(lastFault, "lastFault");
        }
    }

    /** Of one that does not say which of its runs it is. */
    public GatewayReport(
            String gateway, boolean bound, Instant at, List<CarrierReport> carriers, String fault, long book) {
        this(gateway, bound, at, carriers, fault, book, "");
    }

    /** Of one that works by its own settings. */
    public GatewayReport(String gateway, boolean bound, Instant at, List<CarrierReport> carriers, String fault) {
        this(gateway, bound, at, carriers, fault, 0);
    }

    /** Of a gateway that says nothing about its carriers. */
    public GatewayReport(String gateway, boolean bound, Instant at) {
        this(gateway, bound, at, List.of(), "");
    }

    public GatewayReport {
        carriers = List.copyOf(carriers);
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(run, "run");
        if (run.length() > LONGEST_RUN) {
            throw new IllegalArgumentException("run has more than " + LONGEST_RUN + " characters");
        }
    }
}
