package dev.countersign.simulator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the simulator listens and whom it lets bind.
 *
 * @param httpPort of the inbox page on the loopback address; 0 takes a free one
 * @param smppPort of the SMSC on the loopback address; 0 takes a free one
 * @param systemId that may bind
 * @param password that goes with it, 1 to 8 characters (SMPP 3.4 section 5.2.2)
 * @param cards key file of the display cards that there are; empty for none
 * @param keys with which the SMSC speaks TLS and asks for a certificate; empty for plain connections
 */
public record SimulatorSettings(
        int httpPort, int smppPort, String systemId, String password, Optional<Path> cards, Optional<SmppKeys> keys) {

    static final String HTTP_PORT = "simulator.http.port";
    static final String SMPP_PORT = "simulator.smpp.port";
    static final String SYSTEM_ID = "simulator.smpp.system-id";
    static final String CARDS = "simulator.cards";
    static final String KEYS = "simulator.smpp.keys";
    static final String PASSWORD = "COUNTERSIGN_SMPP_PASSWORD";
    static final String KEYS_PASSWORD = "SIMULATOR_SMPP_KEYS_PASSWORD";

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PASSWORD = 8;

    public SimulatorSettings {
        if (password.isEmpty() || password.length() > MAX_PASSWORD) {
            throw new IllegalArgumentException(PASSWORD + " must have 1 to 8 characters");
        }
    }

    /** Without cards, on plain connections. */
    public SimulatorSettings(int httpPort, int smppPort, String systemId, String password) {
        this(httpPort, smppPort, systemId, password, Optional.empty(), Optional.empty());
    }

    /** The same with an SMSC that asks for certificates. */
    public SimulatorSettings with(SmppKeys asked) {
        return new SimulatorSettings(httpPort, smppPort, systemId, password, cards, Optional.of(asked));
    }

    /**
     * Reads properties and environment.
     *
     * @throws IllegalArgumentException whose text names the setting that is wrong
     */
    static SimulatorSettings of(Properties properties, Map<String, String> environment) {
        return new SimulatorSettings(
                port(properties, HTTP_PORT, "8090"),
                port(properties, SMPP_PORT, "2775"),
                properties.getProperty(SYSTEM_ID, "countersign"),
                environment.getOrDefault(PASSWORD, ""),
                Optional.ofNullable(properties.getProperty(CARDS)).map(Path::of),
                Optional.ofNullable(properties.getProperty(KEYS))
                        .map(file -> new SmppKeys(Path.of(file), environment.getOrDefault(KEYS_PASSWORD, ""))));
    }

    private static int port(Properties properties, String name, String preset) {
        String value = properties.getProperty(name, preset);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException(name + " must be a port number from 0 to " + MAX_PORT);
        }
        return Integer.parseInt(value);
    }

    /** Names the ports and never the password. */
    @Override
    public String toString() {
        return "SimulatorSettings[http " + httpPort + ", smpp " + smppPort + ", " + systemId + "]";
    }
}
