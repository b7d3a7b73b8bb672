package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherPropertiesTest {

    @TempDir
    Path project;

    @Test
    void hasDefaultsForAllPorts() {
        assertThat(given().ports()).isEqualTo(new Ports(8080, 9990, 8090, 2775));
    }

    @Test
    void takesOtherPortsFromProperties() {
        LauncherProperties given = given("countersign.http.port", "8081", "countersign.simulator.smpp.port", "2776");

        assertThat(given.ports()).isEqualTo(new Ports(8081, 9990, 8090, 2776));
    }

    @Test
    void refusesAPortThatIsNoNumber() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> given("countersign.http.port", "http").ports())
                .withMessage("countersign.http.port must be a port from 1 to 65535, not http.");
    }

    @Test
    void handsOtherKeysOfTheProductToTheServer() {
        LauncherProperties given =
                given("countersign.http.port", "8081", "countersign.smpp.window", "5", "java.io.tmpdir", "/tmp");

        assertThat(given.settings())
                .containsOnly(
                        Map.entry("countersign.smpp.window", "5"),
                        Map.entry("countersign.recovery-codes.allowed", "1"),
                        Map.entry("countersign.help-desk.phone", "+44 20 7946 0123"));
    }

    @Test
    void whatIsGivenCountsForWhatIsShown() {
        assertThat(given("countersign.help-desk.phone", "112").settings())
                .containsEntry("countersign.help-desk.phone", "112");
    }

    @Test
    void isFreshOnlyWhenAsked() {
        assertThat(given().fresh()).isFalse();
        assertThat(given("fresh", "false").fresh()).isFalse();
        assertThat(given("fresh", "").fresh()).isTrue();
        assertThat(given("fresh", "true").fresh()).isTrue();
    }

    @Test
    void deploysTheTestClockOnlyWhenAsked() throws IOException {
        build();

        assertThat(given().options(project, Map.of()).edition()).isEqualTo(ProductOptions.Edition.PRODUCT);
        assertThat(given("test-clock", "true").options(project, Map.of()).ear())
                .isEqualTo(project.resolve("ear/target/countersign-test-clock.ear"));
    }

    @Test
    void keepsEverythingInTheProjectsRunFolder() throws IOException {
        build();

        ProductOptions options = given().options(project, Map.of());

        assertThat(options.folder()).isEqualTo(project.resolve(".run"));
        assertThat(options.database().url())
                .startsWith("jdbc:h2:file:" + project.resolve(".run/server/data/countersign") + ";WRITE_DELAY=0;");
    }

    @Test
    void saysWhatTheBuildDidNotMake() throws IOException {
        build();
        Files.delete(project.resolve("ear/target/countersign.ear"));

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> given().options(project, Map.of()))
                .withMessageStartingWith(project.resolve("ear/target/countersign.ear") + " is missing");
    }

    private void build() throws IOException {
        Files.createDirectories(project.resolve("ear/target/server"));
        Files.createDirectories(project.resolve("simulator/target"));
        for (String file : List.of(
                "ear/target/countersign.ear",
                "ear/target/countersign-test-clock.ear",
                "simulator/target/countersign-simulator.jar")) {
            Files.createFile(project.resolve(file));
        }
    }

    private static LauncherProperties given(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new LauncherProperties(properties);
    }
}
