package dev.countersign.web;

import dev.countersign.push.PushAddress;
import dev.countersign.push.PushDesk;
import dev.countersign.push.PushProviders;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /device/installations/{id}/push}: where the push service of an app takes its notifications. */
@RequestScoped
@Path("/device/installations/{id}/push")
@Produces(MediaType.APPLICATION_JSON)
public class PushResource {

    @Inject
    private PushDesk desk;

    @Inject
    private PushProviders providers;

    @Context
    private HttpHeaders headers;

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@PathParam("id") String id, InputStream body) {
        PushAddress address = PushMapper.address(JsonBody.readObject(headers.getMediaType(), body));
        if (!providers.accepts(address)) {
            throw new ProblemException(Problem.of(ProblemCode.PUSH_ADDRESS));
        }
        Ids.require(id, uuid -> desk.register(uuid, Bearer.orNone(headers), address));
        return Response.noContent().build();
    }

    @DELETE
    public Response unregister(@PathParam("id") String id) {
        Ids.require(id, uuid -> desk.unregister(uuid, Bearer.orNone(headers)));
        return Response.noContent().build();
    }
}
