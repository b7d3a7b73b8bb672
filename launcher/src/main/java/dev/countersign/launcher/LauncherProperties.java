package dev.countersign.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What the user of {@code mvn -Prun} gave as {@code -Dname=value}, and the defaults. */
final class LauncherProperties {

    private static final Set<String> PORT_NAMES =
            Set.of(Ports.HTTP, Ports.MANAGEMENT, Ports.SIMULATOR_HTTP, Ports.SIMULATOR_SMPP);

    /** What a server that people try shows; the number is one that nobody has, and recovery codes are for who wants to see them. */
    private static final Map<String, String> SHOWN =
            Map.of("countersign.help-desk.phone", "+44 20 7946 0123", "countersign.recovery-codes.allowed", "1");

    private final Properties properties;

    LauncherProperties(Properties properties) {
        this.properties = properties;
    }

    /** {@code -Dfresh}: empty the folder first. */
    boolean fresh() {
        return isSet("fresh");
    }

    ProductOptions options(Path projectRoot, Map<String, String> environment) {
        Path path = projectRoot.toAbsolutePath().normalize().resolve(".run");
        Database database = Database.of(environment, new RunFolder(path).data());
        ProductOptions.Edition edition =
                isSet("test-clock") ? ProductOptions.Edition.TEST_CLOCK : ProductOptions.Edition.PRODUCT;
        return new ProductOptions(
                Installation.of(projectRoot),
                path,
                ports(),
                ProductOptions.ServerKind.WILDFLY,
                edition,
                database,
                Broker.of(environment),
                settings());
    }

    Ports ports() {
        return new Ports(
                port(Ports.HTTP, 8080),
                port(Ports.MANAGEMENT, 9990),
                port(Ports.SIMULATOR_HTTP, 8090),
                port(Ports.SIMULATOR_SMPP, 2775));
    }

    /** Every other {@code countersign.*} property is a configuration key of the server. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SHOWN);
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("countersign.") && !PORT_NAMES.contains(name))
                .forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    private boolean isSet(String name) {
        return !properties.getProperty(name, "false").equals("false");
    }

    private int port(String name, int usual) {
        String value = properties.getProperty(name);
        if (value == null) {
            return usual;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new LaunchException(name + " must be a port from 1 to 65535, not " + value + ".", e);
        }
    }
}
