package dev.countersign.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The pool of database connections as WildFly shows it by JMX. On a server that has no such bean the gauges say NaN: there
 * the server's own meters count.
 */
final class ConnectionPool {

    private static final String BEAN = "jboss.as:subsystem=datasources,data-source=countersign,statistics=pool";

    /** Label values and the attributes behind them. */
    private static final Map<String, String> STATES =
            Map.of("open", "ActiveCount", "used", "InUseCount", "free", "AvailableCount", "awaited", "WaitCount");

    private ConnectionPool() {}

    static void bindTo(MeterRegistry registry) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        STATES.forEach((state, attribute) -> Gauge.builder(
                        "countersign.database.connections", beans, b -> read(b, attribute))
                .description("Connections of the pool: open, of these used, still free to take, callers that waited")
                .tag("state", state)
                .register(registry));
    }

    private static double read(MBeanServer beans, String attribute) {
        try {
            return Double.parseDouble(String.valueOf(beans.getAttribute(name(), attribute)));
        } catch (JMException | RuntimeException e) {
            return Double.NaN;
        }
    }

    private static ObjectName name() throws MalformedObjectNameException {
        return new ObjectName(BEAN);
    }
}
