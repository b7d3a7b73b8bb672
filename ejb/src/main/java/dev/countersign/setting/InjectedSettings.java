package dev.countersign.setting;

import dev.countersign.schema.StartRefusal;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the start where a setting is no value of the type that somebody has it injected as, of the gateway and the web as well. The server
 * refuses the application by itself then, before any bean of it could say why or end the process.
 */
public class InjectedSettings implements Extension {

    private final Set<TypedSetting> settings = new LinkedHashSet<>();

    void note(@Observes ProcessInjectionPoint<?, ?> point) {
        point.getInjectionPoint().getQualifiers().stream()
                .filter(ConfigProperty.class::isInstance)
                .map(ConfigProperty.class::cast)
                .forEach(property -> TypedSetting.find(
                                property.name(), point.getInjectionPoint().getType())
                        .ifPresent(settings::add));
    }

    void check(@Observes AfterDeploymentValidation end) {
        check(ConfigProvider.getConfig()).ifPresent(all -> end.addDeploymentProblem(new IllegalArgumentException(all)));
    }

    /** What is wrong, told to the operator already. */
    Optional<String> check(Config config) {
        List<String> faults = settings.stream()
                .flatMap(setting -> setting.fault(config).stream())
                .sorted()
                .toList();
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join("; ", faults);
        new StartRefusal(config.getOptionalValue(StartRefusal.ENDS, Boolean.class)
                        .orElse(false))
                .tell(all);
        return Optional.of(all);
    }
}
