package dev.countersign.blackbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the tests of one process share: started when the first one asks, and stopped when the process ends. The root of JUnit's run is no
 * place for it: where there are several processes, each class is a run of its own.
 */
public final class Shared {

    private static final System.Logger LOG = System.getLogger(Shared.class.getName());

    private static final Map<Class<?>, AutoCloseable> BY_TYPE = new HashMap<>();
    private static final Deque<AutoCloseable> NEWEST_FIRST = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shared::stop, "shared-stop"));
    }

    private Shared() {}

    /** The one of its type. */
    public static synchronized <T extends AutoCloseable> T get(Class<T> type, Supplier<T> start) {
        AutoCloseable known = BY_TYPE.get(type);
        if (known != null) {
            return type.cast(known);
        }
        T started = start.get();
        BY_TYPE.put(type, started);
        NEWEST_FIRST.push(started);
        return started;
    }

    private static synchronized void stop() {
        for (AutoCloseable started : NEWEST_FIRST) {
            try {
                started.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "What tests shared was not stopped", e);
            }
        }
    }
}
