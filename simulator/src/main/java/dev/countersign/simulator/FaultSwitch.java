package dev.countersign.simulator;

/** Holds the faults that are switched on and says which submit_sm they hit. */
public final class FaultSwitch {

    private Faults faults = Faults.none();
    private long seen;

    public synchronized Faults faults() {
        return faults;
    }

    /** Switches over; counting begins anew. */
    public synchronized void set(Faults next) {
        faults = next;
        seen = 0;
    }

    /** What is to happen to the submit_sm that has just come. */
    synchronized Faults next() {
        seen++;
        return seen % faults.everyNth() == 0 ? faults : Faults.none();
    }
}
