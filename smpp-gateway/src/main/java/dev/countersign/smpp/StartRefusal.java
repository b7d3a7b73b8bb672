package dev.countersign.smpp;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why the gateway cannot start, and ends the process where its server would go on without the application. The core has its own:
 * the gateway knows nothing of it.
 */
@Dependent
class StartRefusal {

    /** EX_CONFIG of sysexits.h. */
    private static final int EXIT_CODE = 78;

    private static final System.Logger LOG = System.getLogger(StartRefusal.class.getName());

    @Inject
    @ConfigProperty(name = "countersign.exit-when-undeployed", defaultValue = "false")
    boolean ends;

    /**
     * Returns only where the process goes on; the caller then throws, which ends the deployment.
     *
     * @param why a sentence for the operator, without secrets
     */
    void tell(String why) {
        LOG.log(System.Logger.Level.ERROR, "The server does not start. " + why);
        if (ends) {
            // Not by exit: its hooks would wait for the start, which waits for this.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
