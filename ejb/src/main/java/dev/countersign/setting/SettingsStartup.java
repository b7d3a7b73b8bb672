package dev.countersign.setting;

import dev.countersign.schema.StartRefusal;
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

    @Inject
    private Config config;

    @Inject
    private StartRefusal refusal;

    @PostConstruct
    void check() {
        List<String> faults = SettingRanges.faults(key -> config.getOptionalValue(key, String.class));
        if (!faults.isEmpty()) {
            String all = String.join("; ", faults);
            refusal.tell(all);
            throw new IllegalArgumentException(all);
        }
    }
}
