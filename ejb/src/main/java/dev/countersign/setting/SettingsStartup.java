package dev.countersign.setting;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Ends the start where a number is none that the product can work by: not the first user who needs it, and no limit that is silently none. */
@Singleton
@Startup
public class SettingsStartup {

    private static final System.Logger LOG = System.getLogger(SettingsStartup.class.getName());

    @Inject
    private Config config;

    @PostConstruct
    void check() {
        List<String> faults = SettingRanges.faults(key -> config.getOptionalValue(key, String.class));
        if (!faults.isEmpty()) {
            faults.forEach(fault -> LOG.log(System.Logger.Level.ERROR, "The server does not start. " + fault));
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
