package dev.countersign.bench;

/** Who knocks at the door, with what. */
enum Visit {
    KNOWN(401, "known name, wrong password"),
    UNKNOWN(401, "unknown name"),
    LOCKED(401, "user locked by an operator, wrong password"),
    ACCOUNT_CLOSED(401, "user of a closed account, wrong password"),
    RIGHT(201, "right password, to the factor prompt"),
    KNOWN_LANE_CLOSED(403, "known name after too many failures, wrong password"),
    UNKNOWN_LANE_CLOSED(403, "unknown name after too many failures"),
    RIGHT_LANE_CLOSED(403, "known name after too many failures, right password");

    private final int status;
    private final String words;

    Visit(int status, String words) {
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
