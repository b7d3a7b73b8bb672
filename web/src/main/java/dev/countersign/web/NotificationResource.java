package dev.countersign.web;

import dev.countersign.push.NotificationDesk;
import dev.countersign.push.NotificationHealth;
import dev.countersign.push.TestOutcome;
import dev.countersign.text.ReaderLanguage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /device/installations/{id}/push/test}: whether notifications come, and one that tries it. */
@RequestScoped
@Path("/device/installations/{id}/push/test")
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

    @Inject
    private NotificationDesk desk;

    @Context
    private HttpHeaders headers;

    @GET
    public Response get(@PathParam("id") String id) {
        NotificationHealth health = Ids.require(id, uuid -> desk.find(uuid, Bearer.orNone(headers)));
        return Response.ok(NotificationMapper.json(health).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response test(@PathParam("id") String id, InputStream body) {
        ReaderLanguage language = NotificationMapper.language(JsonBody.readObject(headers.getMediaType(), body));
        TestOutcome outcome = Ids.require(id, uuid -> desk.test(uuid, Bearer.orNone(headers), language));
        return NotificationMapper.answer(outcome);
    }

    @POST
    @Path("/{test}/received")
    public Response receive(@PathParam("id") String id, @PathParam("test") String test) {
        Ids.require(id, uuid -> Ids.find(test).flatMap(known -> desk.receive(uuid, Bearer.orNone(headers), known)));
        return Response.noContent().build();
    }

    @POST
    @Path("/{test}/opened")
    public Response open(@PathParam("id") String id, @PathParam("test") String test) {
        Ids.require(id, uuid -> Ids.find(test).flatMap(known -> desk.open(uuid, Bearer.orNone(headers), known)));
        return Response.noContent().build();
    }
}
