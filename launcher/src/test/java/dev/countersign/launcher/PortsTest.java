package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void namesTheBusyPortAndThePropertyThatChangesIt() throws IOException {
        Ports free = Ports.free();

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ports ports = new Ports(free.http(), free.management(), other.getLocalPort(), free.simulatorSmpp());

            assertThat(ports.firstBusy())
                    .contains("Port " + other.getLocalPort() + " is in use by another program. Stop that program, or"
                            + " choose another port with -Dcountersign.simulator.http.port=PORT.");
        }
    }

    @Test
    void seesAProgramThatListensOnAllAddresses() throws IOException {
        Ports free = Ports.free();

        try (ServerSocket other = new ServerSocket(0)) {
            Ports ports =
                    new Ports(other.getLocalPort(), free.management(), free.simulatorHttp(), free.simulatorSmpp());

            assertThat(ports.firstBusy())
                    .hasValueSatisfying(line -> assertThat(line).contains("countersign.http.port"));
        }
    }

    @Test
    void findsFourDifferentPortsThatAreFree() {
        Ports ports = Ports.free();

        assertThat(Set.of(ports.http(), ports.management(), ports.simulatorHttp(), ports.simulatorSmpp()))
                .hasSize(4);
        assertThat(ports.firstBusy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new Ports(8080, port, 8090, 2775))
                .withMessage("countersign.management.port must be a port from 1 to 65535, not " + port + ".");
    }

    @Test
    void refusesOnePortForTwoPurposes() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new Ports(8080, 9990, 8080, 2775))
                .withMessage(
                        "countersign.http.port and countersign.simulator.http.port must not be the same port 8080.");
    }
}
