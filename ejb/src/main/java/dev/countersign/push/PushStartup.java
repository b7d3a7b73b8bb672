package dev.countersign.push;

import dev.countersign.schema.StartRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Has every provider read its settings at the start: a wrong one ends the start, not the first login that needs it. */
@Singleton
@Startup
@DependsOn("VapidKeys")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PushStartup {

    private static final System.Logger LOG = System.getLogger(PushStartup.class.getName());

    @Inject
    @Any
    private Instance<PushProvider> providers;

    @Inject
    private StartRefusal refusal;

    @PostConstruct
    void start() {
        refusal.unless("The push services are not set rightly", this::readSettings);
    }

    private void readSettings() {
        List<PushService> configured = new ArrayList<>();
        for (PushProvider provider : providers) {
            if (provider.isConfigured()) {
                configured.add(provider.service());
            }
        }
        LOG.log(System.Logger.Level.INFO, "Push services that are configured: " + configured);
    }
}
