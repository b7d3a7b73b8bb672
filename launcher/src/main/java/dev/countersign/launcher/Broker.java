package dev.countersign.launcher;

import java.util.Map;
import java.util.Optional;

/** An Artemis outside of the server, which several servers may share. */
public record Broker(String host, int port, String user, String password) {

    private static final String HOST = "COUNTERSIGN_BROKER_HOST";
    private static final String PORT = "COUNTERSIGN_BROKER_PORT";
    private static final String USER = "COUNTERSIGN_BROKER_USER";
    private static final String PASSWORD = "COUNTERSIGN_BROKER_PASSWORD";
    private static final int USUAL_PORT = 61616;

    /** What the environment names; the same names and defaults as the server's. */
    static Optional<Broker> of(Map<String, String> environment) {
        String host = environment.getOrDefault(HOST, "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String port = environment.getOrDefault(PORT, "" + USUAL_PORT);
        if (!port.matches("[0-9]{1,5}")) {
            throw new LaunchException(PORT + " must be a port, not " + port + ".");
        }
        return Optional.of(new Broker(
                host,
                Integer.parseInt(port),
                environment.getOrDefault(USER, "countersign"),
                environment.getOrDefault(PASSWORD, "")));
    }

    Map<String, String> environment() {
        return Map.of(HOST, host, PORT, Integer.toString(port), USER, user, PASSWORD, password);
    }

    @Override
    public String toString() {
        return "Broker[" + host + ":" + port + "]";
    }
}
