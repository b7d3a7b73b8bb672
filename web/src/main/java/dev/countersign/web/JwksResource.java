package dev.countersign.web;

import dev.countersign.token.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /.well-known/jwks.json}: the keys that verify the tokens. */
@RequestScoped
@Path("/jwks.json")
public class JwksResource {

    private static final int MAX_AGE_SECONDS = 300;

    @Inject
    private Tokens tokens;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(MAX_AGE_SECONDS);
        return Response.ok(tokens.jwks()).cacheControl(cache).build();
    }
}
