package dev.countersign.web;

import dev.countersign.push.webpush.WebPush;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /device/push}: the key with which browsers subscribe (RFC 8292 section 4.1). */
@RequestScoped
@Path("/device/push")
@Produces(MediaType.APPLICATION_JSON)
public class PushKeyResource {

    @Inject
    private WebPush webPush;

    @GET
    public Response get() {
        return Response.ok(PushMapper.keyJson(webPush.applicationServerKey()).toString())
                .build();
    }
}
