package dev.countersign.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a product runs.
 *
 * @param installation what is started
 * @param folder where everything lies that it writes; made when it is missing
 * @param server which server runs it
 * @param edition the product, or the one with the test clock
 * @param database shared by server and command line programs
 * @param broker one outside of the server; none means the server's own. The second server has its own always
 * @param settings MicroProfile Config keys and values, given to the server as system properties
 */
public record ProductOptions(
        Installation installation,
        Path folder,
        Ports ports,
        ServerKind server,
        Edition edition,
        Database database,
        Optional<Broker> broker,
        Map<String, String> settings) {

    /** Which server is started. */
    public enum ServerKind {
        /** The default one. */
        WILDFLY,
        /** The second one, which only the profile {@code server=payara} builds. */
        PAYARA
    }

    /** Which EAR is deployed. */
    public enum Edition {
        PRODUCT,
        TEST_CLOCK
    }

    public ProductOptions {
        folder = folder.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** The product with its defaults: free ports, an H2 file in the folder, no further settings. */
    public static ProductOptions in(Path folder, Installation installation) {
        Database database = Database.h2(new RunFolder(folder).data());
        return new ProductOptions(
                installation,
                folder,
                Ports.free(),
                ServerKind.WILDFLY,
                Edition.PRODUCT,
                database,
                Optional.empty(),
                Map.of());
    }

    public ProductOptions onPayara() {
        return new ProductOptions(installation, folder, ports, ServerKind.PAYARA, edition, database, broker, settings);
    }

    public ProductOptions withTestClock() {
        return new ProductOptions(installation, folder, ports, server, Edition.TEST_CLOCK, database, broker, settings);
    }

    public ProductOptions withDatabase(Database other) {
        return new ProductOptions(installation, folder, ports, server, edition, other, broker, settings);
    }

    /** With a broker that other servers may share. */
    public ProductOptions withBroker(Broker other) {
        return new ProductOptions(installation, folder, ports, server, edition, database, Optional.of(other), settings);
    }

    public ProductOptions withSettings(Map<String, String> others) {
        return new ProductOptions(installation, folder, ports, server, edition, database, broker, others);
    }

    /** The same elsewhere on this machine. */
    ProductOptions in(Path otherFolder, Ports otherPorts) {
        return new ProductOptions(installation, otherFolder, otherPorts, server, edition, database, broker, settings);
    }

    Path ear() {
        return edition == Edition.TEST_CLOCK ? installation.testClockEar() : installation.ear();
    }
}
