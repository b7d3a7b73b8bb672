package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorMainTest {

    private static final Map<String, String> PASSWORD = Map.of("COUNTERSIGN_SMPP_PASSWORD", "secret12");

    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"simulator.http.port, simulator.smpp.port", "simulator.smpp.port, simulator.http.port"})
    void namesPortAndPropertyWhenAPortIsTaken(String taken, String free) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int code = run(PASSWORD, "-D" + taken + "=" + other.getLocalPort(), "-D" + free + "=0");

            assertThat(code).isEqualTo(1);
            assertThat(said())
                    .isEqualTo("Port " + other.getLocalPort() + " is in use; choose another one with -D" + taken
                            + "=<port>");
        }
    }

    @ParameterizedTest
    @CsvSource({"-Dsimulator.http.port=65536", "-Dsimulator.http.port=x", "--port=1", "8090"})
    void saysInOneLineWhichSettingIsWrong(String argument) {
        assertThat(run(PASSWORD, argument)).isEqualTo(2);
        assertThat(said()).isNotEmpty().doesNotContain("\n");
    }

    @Test
    void doesNotStartWithoutAPassword() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(said()).contains("COUNTERSIGN_SMPP_PASSWORD");
    }

    @Test
    void doesNotRepeatThePassword() {
        assertThat(run(Map.of("COUNTERSIGN_SMPP_PASSWORD", "much-too-long"))).isEqualTo(2);
        assertThat(said()).doesNotContain("much-too-long");
        assertThat(new SimulatorSettings(1, 2, "countersign", "secret12").toString())
                .doesNotContain("secret12");
    }

    private int run(Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(complaint, true, StandardCharsets.UTF_8);
        return SimulatorMain.run(arguments, new Properties(), environment, out, out);
    }

    private String said() {
        return complaint.toString(StandardCharsets.UTF_8).strip();
    }
}
