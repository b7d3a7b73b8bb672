package dev.countersign.web;

import dev.countersign.login.AttemptKey;
import dev.countersign.login.AttemptView;
import dev.countersign.login.BroughtCookies;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.SecondFactor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Clock;
import java.time.Duration;
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
    private EventStreams streams;

    @Inject
    private Callers callers;

    @Inject
    private Origins origins;

    @Inject
    private Proofs proofs;

    @Inject
    private Clock clock;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        LoginRequest login = LoginMapper.request(fields, RequestKeys.find(headers));
        if (!fields.findBoolean("cookies").orElse(false)) {
            return answer(door.begin(login, callers.of(request)), LoginResource::created);
        }
        origins.require(request);
        return answer(door.begin(login, callers.of(request)), this::createdInBrowser);
    }

    /** The attempt that this browser has begun; a page that was loaded again goes on with it. */
    @GET
    @Path("/current")
    public Response getCurrent() {
        return get(access().currentId().orElse(""));
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
        streams.openAttempt(id, access().secret(id), sink, sse);
    }

    @POST
    @Path("/{id}/sms")
    public Response sendSms(@PathParam("id") String id) {
        return answer(secondFactor.sendSms(keyToChange(id)), LoginResource::accepted);
    }

    @POST
    @Path("/{id}/challenge")
    public Response askChallenge(@PathParam("id") String id) {
        return answer(secondFactor.askChallenge(keyToChange(id)), LoginResource::accepted);
    }

    @POST
    @Path("/{id}/push")
    public Response push(@PathParam("id") String id) {
        return answer(secondFactor.push(keyToChange(id)), LoginResource::accepted);
    }

    @POST
    @Path("/{id}/factor")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response choose(@PathParam("id") String id, InputStream body) {
        String factor =
                JsonBody.readObject(headers.getMediaType(), body).only("factor").getString("factor");
        return answer(secondFactor.choose(keyToChange(id), factor), LoginResource::accepted);
    }

    @POST
    @Path("/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only(FactorAnswers.CODE, FactorAnswers.ASSERTION);
        return answer(
                secondFactor.answer(keyToChange(id), proofs.answer(fields)),
                state -> Response.ok(LoginMapper.json(state).toString()).build());
    }

    /** Not with the cookie: no token for the scripts of a page. */
    @POST
    @Path("/{id}/token")
    public Response token(@PathParam("id") String id) {
        return answer(
                secondFactor.issueToken(key(id, access().secretOfProgram(id)), Callers.deviceCookie(request)),
                login -> Response.ok(LoginMapper.json(login.token()).toString())
                        .header(HttpHeaders.SET_COOKIE, Callers.setDeviceCookie(login.deviceCookie()))
                        .build());
    }

    /** Opens the session in this browser. It sets a cookie, so it takes a page of ours, whatever opens the attempt. */
    @POST
    @Path("/{id}/session")
    public Response session(@PathParam("id") String id) {
        origins.require(request);
        BroughtCookies brought =
                new BroughtCookies(Callers.deviceCookie(request), Cookies.find(request, Cookies.SESSION));
        return answer(
                secondFactor.openSession(key(id, access().secret(id)), brought),
                login -> Response.ok(MeMapper.json(login.session().user()).toString())
                        .header(
                                HttpHeaders.SET_COOKIE,
                                Cookies.set(Cookies.SESSION, login.session().cookie()))
                        .header(HttpHeaders.SET_COOKIE, Callers.setDeviceCookie(login.deviceCookie()))
                        .header(HttpHeaders.SET_COOKIE, Cookies.clear(Cookies.ATTEMPT))
                        .build());
    }

    @DELETE
    @Path("/{id}")
    public Response cancel(@PathParam("id") String id) {
        return answer(secondFactor.cancel(keyToChange(id)), state -> {
            Response.ResponseBuilder answer = Response.noContent();
            if (access().isByCookie(id)) {
                answer.header(HttpHeaders.SET_COOKIE, Cookies.clear(Cookies.ATTEMPT));
            }
            return answer.build();
        });
    }

    private LoginOutcome<AttemptView> find(String id) {
        return secondFactor.find(id, access().secret(id));
    }

    private AttemptKey keyToChange(String id) {
        return key(id, access().secretToChange(id));
    }

    private AttemptKey key(String id, String secret) {
        return new AttemptKey(id, secret, RequestKeys.find(headers));
    }

    private SecretAccess access() {
        return SecretAccess.ofAttempt(headers, request, origins);
    }

    static Response accepted(AttemptView view) {
        return Response.status(Status.ACCEPTED)
                .entity(LoginMapper.json(view).toString())
                .build();
    }

    private static Response created(OpenedAttempt opened) {
        return created(opened.attempt(), LoginMapper.json(opened)).build();
    }

    private Response createdInBrowser(OpenedAttempt opened) {
        AttemptView attempt = opened.attempt();
        Duration life = Duration.between(clock.instant(), attempt.expiresAt());
        return created(attempt, LoginMapper.json(attempt))
                .header(HttpHeaders.SET_COOKIE, access().setCookie(attempt.id(), opened.secret(), life))
                .build();
    }

    private static Response.ResponseBuilder created(AttemptView attempt, JsonObject json) {
        // A path, not a URI: one made from the Host header would lead wherever the caller said.
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/logins/" + attempt.id())
                .entity(json.toString());
    }

    static <T> Response answer(LoginOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return Problem.of(no.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }
}
