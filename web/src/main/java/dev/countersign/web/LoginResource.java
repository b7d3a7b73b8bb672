package dev.countersign.web;

import dev.countersign.login.AttemptView;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.SecondFactor;
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
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.util.function.Function;

/** {@code /logins}: a user logs in. */
@RequestScoped
@Path("/logins")
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {

    @Inject
    private LoginDoor door;

    @Inject
    private SecondFactor secondFactor;

    @Inject
    private AttemptStreams streams;

    @Inject
    private Callers callers;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        LoginRequest login = LoginMapper.request(JsonBody.readObject(headers.getMediaType(), body));
        return answer(door.begin(login, callers.of(request)), this::created);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(
                find(id), view -> Response.ok(LoginMapper.json(view).toString()).build());
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        LoginOutcome<AttemptView> found = find(id);
        if (found instanceof Refused<AttemptView> refused) {
            throw new ProblemException(Problem.of(refused.refusal()));
        }
        streams.open(id, secret(), sink, sse);
    }

    @POST
    @Path("/{id}/sms")
    public Response sendSms(@PathParam("id") String id) {
        return answer(
                secondFactor.sendSms(id, secret()),
                view -> Response.status(Status.ACCEPTED)
                        .entity(LoginMapper.json(view).toString())
                        .build());
    }

    @POST
    @Path("/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String id, InputStream body) {
        String code =
                JsonBody.readObject(headers.getMediaType(), body).only("code").getString("code");
        return answer(
                secondFactor.answer(id, secret(), code),
                state -> Response.ok(LoginMapper.json(state).toString()).build());
    }

    @POST
    @Path("/{id}/token")
    public Response token(@PathParam("id") String id) {
        return answer(
                secondFactor.issueToken(id, secret(), Callers.deviceCookie(request)),
                login -> Response.ok(LoginMapper.json(login.token()).toString())
                        .header(HttpHeaders.SET_COOKIE, Callers.setDeviceCookie(login.deviceCookie()))
                        .build());
    }

    private LoginOutcome<AttemptView> find(String id) {
        return secondFactor.find(id, secret());
    }

    private String secret() {
        return Bearer.orNone(headers);
    }

    private Response created(OpenedAttempt opened) {
        // A path, not a URI: one made from the Host header would lead wherever the caller said.
        return Response.status(Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/v1/logins/" + opened.attempt().id())
                .entity(LoginMapper.json(opened).toString())
                .build();
    }

    private static <T> Response answer(LoginOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return Problem.of(no.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }
}
