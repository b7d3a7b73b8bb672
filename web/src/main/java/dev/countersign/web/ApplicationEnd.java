package dev.countersign.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the process when the server takes the application out of service and would go on without it, so that whoever runs it starts it
 * again. WildFly does so when its broker cannot write any more, and brings neither back. Switched on where nobody undeploys on purpose.
 *
 * <p>It listens where the server begins: beans come later, and the first of them wait for a broker that is no more.
 */
@WebListener
public class ApplicationEnd implements ServletContextListener {

    /** EX_IOERR of sysexits.h. */
    private static final int EXIT_CODE = 74;

    private static final System.Logger LOG = System.getLogger(ApplicationEnd.class.getName());

    @Inject
    @ConfigProperty(name = "countersign.exit-when-undeployed", defaultValue = "false")
    private boolean exits;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (exits && !isProcessEnding()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "ALERT: the server takes the application out of service while it runs; the process ends, to be started again");
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Whether this is part of an orderly stop: then nothing can be hooked to it any more. */
    private static boolean isProcessEnding() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
