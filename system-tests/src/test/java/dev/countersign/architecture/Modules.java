package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled classes of all modules, without tests. The build makes them before it comes to this module. */
public final class Modules implements LocationProvider {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final List<String> NAMES = List.of(
            "ws-contracts",
            "device-protocol",
            "authenticator-sdk",
            "ejb",
            "smpp-gateway",
            "web/qr",
            "web",
            "test-clock",
            "simulator",
            "launcher");

    @Override
    public Set<Location> get(Class<?> testClass) {
        return NAMES.stream().map(Modules::classes).map(Location::of).collect(Collectors.toSet());
    }

    static JavaClasses all() {
        return new ClassFileImporter().importLocations(new Modules().get(Modules.class));
    }

    private static Path classes(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        assertThat(classes.resolve("dev/countersign"))
                .as("Module " + module + " is not built: run mvn verify in the project's folder")
                .matches(Files::isDirectory);
        return classes;
    }
}
