package dev.countersign.budget;

import jakarta.enterprise.context.RequestScoped;

/**
 * The network that the present request comes from, as the edge has found it: an SMS that it asks for counts there, whatever it is
 * for. Empty where nobody waits at the other end, as in timers, and where the address is not the user's, as in calls of a back office.
 */
@RequestScoped
public class AskedFrom {

    private String network = "";

    /** An IPv4 address, or an IPv6 address with its /64; empty if nobody said. */
    public String network() {
        return network;
    }

    /** Says where the request comes from. */
    public void setNetwork(String network) {
        this.network = network;
    }
}
