package dev.countersign.health;

/** What the database is good for now. */
public enum DatabaseState {
    WRITABLE(""),
    /** It answers, and takes no changes: a standby, or one that somebody set so. No login can be written down. */
    READ_ONLY("the database takes no changes: it is read-only"),
    SILENT("the database does not answer");

    private final String fault;

    DatabaseState(String fault) {
        this.fault = fault;
    }

    /** What is wrong, for the operator; empty where nothing is. */
    public String fault() {
        return fault;
    }
}
