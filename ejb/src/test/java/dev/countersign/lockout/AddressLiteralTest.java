package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AddressLiteralTest {

    private static final List<String> NAMES = List.of("256.0.0.1", "999.1.1.1", "1.2.3.300", "proxy");

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "10.20.199.200, 10.20.199.200",
        "249.250.255.99, 249.250.255.99",
        "010.001.000.099, 10.1.0.99",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::a, 2001:db8:0:0:0:0:0:a",
        "::ffff:10.0.0.1, 10.0.0.1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void readsAddresses(String text, String address) {
        assertThat(AddressLiteral.read(text)).map(InetAddress::getHostAddress).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.3.4 ", "1.2.3.x", ":", ":::", "1::2::3", "::256.0.0.1"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(AddressLiteral.read(text)).isEmpty();
    }

    /** In a program of its own, where each of these names would be found if it was looked up. */
    @Test
    void looksNoNameUp(@TempDir Path folder) throws Exception {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 " + String.join(" ", NAMES) + "\n");
        Path said = folder.resolve("said");
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(program.waitFor()).isZero();
        assertThat(Files.readAllLines(said)).containsExactly("proxy is found", "[]");
    }

    /** The program. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            InetAddress.getAllByName("proxy");
            System.out.println("proxy is found");
            System.out.println(Arrays.toString(NAMES.stream()
                    .filter(name -> AddressLiteral.read(name).isPresent())
                    .toArray()));
        }
    }
}
