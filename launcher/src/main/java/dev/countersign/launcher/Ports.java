package dev.countersign.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The TCP ports of one running product, all on the loopback address.
 *
 * @param http the product's HTTP port, 1 to 65535 like the others
 * @param management WildFly's management port
 * @param simulatorHttp inbox page and REST of the simulator
 * @param simulatorSmpp the simulator's message center (SMPP)
 */
public record Ports(int http, int management, int simulatorHttp, int simulatorSmpp) {

    static final String HTTP = "countersign.http.port";
    static final String MANAGEMENT = "countersign.management.port";
    static final String SIMULATOR_HTTP = "countersign.simulator.http.port";
    static final String SIMULATOR_SMPP = "countersign.simulator.smpp.port";

    private static final int HIGHEST = 65_535;
    private static final int BACKLOG = 1;
    private static final int MOST_TRIES = 100;

    public Ports {
        Map<Integer, String> seen = new LinkedHashMap<>();
        named(http, management, simulatorHttp, simulatorSmpp).forEach((property, port) -> {
            if (port < 1 || port > HIGHEST) {
                throw new LaunchException(property + " must be a port from 1 to 65535, not " + port + ".");
            }
            String other = seen.put(port, property);
            if (other != null) {
                throw new LaunchException(other + " and " + property + " must not be the same port " + port + ".");
            }
        });
    }

    /** Four ports that are free at the moment, for tests that run side by side. */
    public static Ports free() {
        try (ServerSocket one = listen(0);
                ServerSocket two = listen(0);
                ServerSocket three = listen(0);
                ServerSocket four = listen(0)) {
            return new Ports(one.getLocalPort(), two.getLocalPort(), three.getLocalPort(), four.getLocalPort());
        } catch (IOException e) {
            throw new LaunchException("No free port was found.", e);
        }
    }

    /** A port that is free at the moment, as is the one so far above it. */
    static int freePair(int distance) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try (ServerSocket one = listen(0)) {
                int port = one.getLocalPort();
                if (distance == 0 || (port + distance <= HIGHEST && !isBusy(port + distance))) {
                    return port;
                }
            } catch (IOException e) {
                throw new LaunchException("No free port was found.", e);
            }
        }
        throw new LaunchException("No two free ports were found that are " + distance + " apart.");
    }

    /** One line about the first port that somebody else listens on, naming the property that changes it. */
    Optional<String> firstBusy() {
        return named(http, management, simulatorHttp, simulatorSmpp).entrySet().stream()
                .filter(port -> isBusy(port.getValue()))
                .map(port -> busyMessage(port.getKey(), port.getValue()))
                .findFirst();
    }

    static String busyMessage(String property, int port) {
        return "Port " + port + " is in use by another program. Stop that program, or choose another port with -D"
                + property + "=PORT.";
    }

    private static boolean isBusy(int port) {
        try (ServerSocket probe = listen(port)) {
            return !probe.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static Map<String, Integer> named(int http, int management, int simulatorHttp, int simulatorSmpp) {
        Map<String, Integer> named = new LinkedHashMap<>();
        named.put(HTTP, http);
        named.put(MANAGEMENT, management);
        named.put(SIMULATOR_HTTP, simulatorHttp);
        named.put(SIMULATOR_SMPP, simulatorSmpp);
        return named;
    }
}
