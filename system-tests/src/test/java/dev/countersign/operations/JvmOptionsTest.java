package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both servers give the JVM, whose default would be wrong. */
class JvmOptionsTest {

    /** Java 17 keeps an unused connection for 20 minutes; what lies between here and a provider does not. */
    @ParameterizedTest
    @CsvSource({
        "../ear/src/main/wildfly/java.options, ''",
        "../ear/src/main/payara/configure.asadmin, create-jvm-options"
    })
    void noHttpConnectionIsKeptUnusedForLongerThanFirewallsRememberIt(Path file, String command) throws IOException {
        assertThat(Files.readAllLines(file)).contains((command + " -Djdk.httpclient.keepalive.timeout=20").strip());
    }

    /** WildFly's own are no time at all, and five minutes. */
    @Test
    void aStopWaitsForRequestsThatRunAndAStartForTheSchema() throws IOException {
        assertThat(Files.readAllLines(Path.of("../ear/src/main/wildfly/java.options")))
                .contains("-Dorg.wildfly.sigterm.suspend.timeout=10", "-Djboss.as.management.blocking.timeout=86400");
    }
}
