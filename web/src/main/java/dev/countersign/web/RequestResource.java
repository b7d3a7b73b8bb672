package dev.countersign.web;

import dev.countersign.authenticator.ApprovalAnswer;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.login.Approvals;
import dev.countersign.push.PushDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.util.UUID;

/** {@code /device/installations/{id}/requests}: what a phone is asked to approve, and what it decides. */
@RequestScoped
@Path("/device/installations/{id}/requests")
@Produces(MediaType.APPLICATION_JSON)
public class RequestResource {

    @Inject
    private PushDesk desk;

    @Inject
    private Approvals approvals;

    @Inject
    private EventStreams streams;

    @Inject
    private Origins origins;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    public Response list(@PathParam("id") String id) {
        return Response.ok(PushMapper.json(Ids.require(id, uuid -> desk.findWaiting(uuid, Bearer.orNone(headers))))
                        .toString())
                .build();
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        String token = Bearer.orNone(headers);
        UUID installation = Ids.require(id, uuid -> desk.watch(uuid, token).map(known -> uuid));
        streams.openRequests(installation, token, sink, sse);
    }

    @POST
    @Path("/{request}/received")
    public Response receive(@PathParam("id") String id, @PathParam("request") String asked) {
        Ids.require(id, uuid -> Ids.find(asked).flatMap(known -> desk.receive(uuid, Bearer.orNone(headers), known)));
        return Response.noContent().build();
    }

    @POST
    @Path("/{request}/opened")
    public Response open(@PathParam("id") String id, @PathParam("request") String asked) {
        Ids.require(id, uuid -> Ids.find(asked).flatMap(known -> desk.open(uuid, Bearer.orNone(headers), known)));
        return Response.noContent().build();
    }

    @POST
    @Path("/{request}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decide(@PathParam("id") String id, @PathParam("request") String asked, InputStream body) {
        ApprovalAnswer answer = PushMapper.answer(JsonBody.readObject(headers.getMediaType(), body));
        RelyingParty relyingParty = new RelyingParty(origins.all(request));
        return LoginResource.answer(
                Ids.require(
                        id,
                        uuid -> Ids.find(asked)
                                .flatMap(known ->
                                        approvals.decide(uuid, Bearer.orNone(headers), known, answer, relyingParty))),
                state -> Response.ok(LoginMapper.json(state).toString()).build());
    }
}
