package dev.countersign.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What stands at well-known addresses (RFC 8615). */
@ApplicationPath("/.well-known")
public class WellKnownApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(JwksResource.class, AuditJwksResource.class, RequestTiming.class, FaultMapper.class);
    }
}
