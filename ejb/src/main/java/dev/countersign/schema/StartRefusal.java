package dev.countersign.schema;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why the application cannot start, and ends the process where its server would go on without it: whoever runs it starts it again, or
 * sees that it is not there. WildFly only writes that it was started with errors.
 */
@ApplicationScoped
public class StartRefusal {

    /** The setting that says whether the process ends. */
    public static final String ENDS = "countersign.exit-when-undeployed";

    /** EX_CONFIG of sysexits.h. */
    static final int EXIT_CODE = 78;

    private static final System.Logger LOG = System.getLogger(StartRefusal.class.getName());

    private boolean ends;

    /** For the CDI proxy. */
    protected StartRefusal() {}

    /** @param ends whether the process does */
    @Inject
    public StartRefusal(@ConfigProperty(name = ENDS, defaultValue = "false") boolean ends) {
        this.ends = ends;
    }

    /**
     * Returns only where the process goes on; the caller then throws, which ends the deployment.
     *
     * @param why a sentence for the operator, without secrets
     */
    public void tell(String why) {
        LOG.log(System.Logger.Level.ERROR, "The server does not start. " + why);
        end();
    }

    /** The same, where the fault itself says more than a sentence. */
    public void tell(String why, RuntimeException fault) {
        LOG.log(System.Logger.Level.ERROR, "The server does not start. " + why, fault);
        end();
    }

    /**
     * A part of the start, without which there is none: if it throws, that is told to the operator, and the exception ends the deployment
     * where the process goes on.
     *
     * @param what cannot be done without it, in a sentence
     * @param part its exceptions have messages without secrets
     */
    public void unless(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            tell(what + ": " + said(e), e);
            throw e;
        }
    }

    /** With what lies behind it: containers wrap what a bean throws when it is made. */
    private static String said(Throwable fault) {
        String own = Objects.requireNonNullElse(fault.getMessage(), fault.toString());
        Throwable cause = fault.getCause();
        return cause == null ? own : own + ": " + said(cause);
    }

    /** Not by exit: its hooks would wait for the start, which waits for this. */
    private void end() {
        if (ends) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
