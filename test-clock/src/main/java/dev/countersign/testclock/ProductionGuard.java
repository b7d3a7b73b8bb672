package dev.countersign.testclock;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Stops the deployment of an application that carries the test clock, unless it is told that it is a development one. The
 * absence of a profile counts as production.
 */
public class ProductionGuard implements Extension {

    static final String PROFILE = "countersign.profile";

    void check(@Observes AfterDeploymentValidation validation) {
        Config config = ConfigProvider.getConfig();
        if (isProduction(config.getOptionalValue(PROFILE, String.class).orElse("production"))) {
            validation.addDeploymentProblem(new DeploymentException("This application carries the test clock and "
                    + PROFILE + " is production: deploy countersign.ear, or set " + PROFILE
                    + "=development on a test machine."));
        }
    }

    static boolean isProduction(String profile) {
        return !"development".equals(profile);
    }
}
