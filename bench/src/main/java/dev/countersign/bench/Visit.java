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
    RIGHT_LANE_CLOSED(403, "known name after too many failures, right password"),
    RESET_KNOWN("/api/v1/password-resets", 422, "known name, wrong reset code"),
    RESET_UNKNOWN("/api/v1/password-resets", 422, "unknown name, reset code");

    private final String path;
    private final int status;
    private final String words;

    Visit(int status, String words) {
        this("/api/v1/logins", status, words);
    }

    Visit(String path, int status, String words) {
        this.path = path;
        this.status = status;
        this.words = words;
    }

    /** Of the door. */
    String path() {
        return path;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
