package dev.countersign.audit;

/** A signed head with the id of its row and the place that the row names. */
public record KeptHead(long id, long sequence, String jws) {

    /** Where a list begins. */
    static final KeptHead BEFORE_ALL = new KeptHead(0, -1, "");
}
