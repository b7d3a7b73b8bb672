package dev.countersign.smpp;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Supplier;
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
     * A part of the start, without which there is none: if it throws, the message is told to the operator, and the exception ends the
     * deployment where the process goes on.
     *
     * @param part its exceptions have messages without secrets
     */
    <T> T unless(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            tell(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            throw e;
        }
    }

    /** The same for a part that answers nothing. */
    void unless(Runnable part) {
        unless(() -> {
            part.run();
            return true;
        });
    }

    void tell(String why) {
        LOG.log(System.Logger.Level.ERROR, "The server does not start. " + why);
        if (ends) {
            // Not by exit: its hooks would wait for the start, which waits for this.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
