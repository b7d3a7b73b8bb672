package dev.countersign.budget;

import jakarta.enterprise.context.RequestScoped;

/**
 * Who sent the present request, as the edge has found it: an SMS that it asks for counts there, whatever it is for. Nothing is set
 * where nobody waits at the other end, as in timers.
 */
@RequestScoped
public class AskedFrom {

    /** All programs together that have not shown who they are. */
    private static final String OTHER = "OTHER";

    private String network = "";

    private String client = "";

    /** Says where the request comes from; not of a back office, whose address is none of a user. */
    public void setNetwork(String network) {
        this.network = network;
    }

    /** Says which back office it is, or by which kind of program the user has logged in. */
    public void setClient(String client) {
        this.client = client;
    }

    /**
     * Who asks. What the edge has found goes before what was stated: with the secret of an attempt that a back office has begun, from an
     * address of its choice, anybody may go on anywhere.
     *
     * @param stated what is known of whom the SMS is for
     */
    public Asker asker(Asker stated) {
        String stranger = network.isEmpty() ? "" : OTHER;
        return new Asker(first(network, stated.network()), first(first(client, stated.client()), stranger));
    }

    private static String first(String found, String other) {
        return found.isEmpty() ? other : found;
    }
}
