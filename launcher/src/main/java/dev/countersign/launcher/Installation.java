package dev.countersign.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the build made and the launcher starts.
 *
 * @param serverHome the configured WildFly
 * @param ear the product
 * @param testClockEar the product with the test clock
 * @param simulatorJar the simulator, its libraries named by its manifest
 */
public record Installation(Path serverHome, Path ear, Path testClockEar, Path simulatorJar) {

    public Installation {
        Stream.of(serverHome, ear, testClockEar, simulatorJar)
                .filter(path -> !Files.exists(path))
                .findFirst()
                .ifPresent(path -> {
                    throw new LaunchException(path + " is missing: build the project first (mvn -Prun does).");
                });
    }

    /** The results of a build of the whole project. */
    public static Installation of(Path projectRoot) {
        Path root = projectRoot.toAbsolutePath().normalize();
        Path ear = root.resolve("ear/target");
        return new Installation(
                ear.resolve("server"),
                ear.resolve("countersign.ear"),
                ear.resolve("countersign-test-clock.ear"),
                root.resolve("simulator/target/countersign-simulator.jar"));
    }

    Path commandLineLibraries() {
        return serverHome.resolve("countersign/lib");
    }

    Path javaOptions() {
        return serverHome.resolve("countersign/java.options");
    }

    /** The second server, with its configured domain; only the profile {@code server=payara} builds it. */
    Path payaraHome() {
        Path home = serverHome.resolveSibling("payara");
        if (!Files.exists(home)) {
            throw new LaunchException(home + " is missing: build the project with -Pserver=payara first.");
        }
        return home;
    }

    /** The second server's configured domain. */
    Path payaraDomain() {
        return payaraHome().resolve("glassfish/domains/countersign");
    }

    Path configuration() {
        return serverHome.resolve("standalone/configuration");
    }

    /** The JVM that runs this program runs the others too. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
