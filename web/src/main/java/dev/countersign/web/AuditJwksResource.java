package dev.countersign.web;

import dev.countersign.audit.HeadKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /.well-known/audit-jwks.json}: the keys that verify signed heads of the audit chain. */
@RequestScoped
@Path("/audit-jwks.json")
public class AuditJwksResource {

    private static final int MAX_AGE_SECONDS = 300;

    @Inject
    private HeadKeys keys;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(MAX_AGE_SECONDS);
        return Response.ok(keys.jwks()).cacheControl(cache).build();
    }
}
