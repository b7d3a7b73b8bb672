package dev.countersign.web;

import dev.countersign.helpdesk.CallerDesk;
import dev.countersign.helpdesk.RecordDesk;
import dev.countersign.number.NumberHelpDesk.Lifted;
import dev.countersign.user.NewUser;
import dev.countersign.user.Provisioning;
import dev.countersign.user.Provisioning.Outcome;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserView;
import dev.countersign.web.CallMapper.EndCall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;

/** {@code /admin/users}: an operator maintains users. */
@RequestScoped
@OperatorOnly
@Path("/admin/users")
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    private static final int MAX_ROWS = 1000;

    @Inject
    private Provisioning provisioning;

    @Inject
    private UserAdministration administration;

    @Inject
    private CallerDesk calls;

    @Inject
    private RecordDesk records;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) {
        JsonStructure structure = JsonBody.read(headers.getMediaType(), body, JsonBody.LARGE);
        return structure instanceof JsonArray rows ? createAll(rows) : createOne(structure);
    }

    @GET
    @Path("/{userName}")
    public Response get(@PathParam("userName") String userName) {
        return administration
                .findUser(userName)
                .map(UserResource::answer)
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    @PATCH
    @Path("/{userName}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("userName") String userName, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        return CallMapper.answer(
                records.change(userName, UserMapper.change(fields), CallMapper.findCheck(fields), operator()),
                UserResource::answer);
    }

    @POST
    @Path("/{userName}/unlock")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response unlock(@PathParam("userName") String userName, InputStream body) {
        return CallMapper.answer(
                calls.unlock(userName, CallMapper.check(headers, body), operator()), UserResource::answer);
    }

    /** After too many messages, once a case. */
    @POST
    @Path("/{userName}/lift-sms-limits")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response liftSmsLimits(@PathParam("userName") String userName, InputStream body) {
        return CallMapper.answer(
                calls.liftSmsLimits(userName, CallMapper.check(headers, body), operator()),
                lifting -> lifting.what() == Lifted.LIFTED
                        ? Response.noContent().build()
                        : Problem.of(ProblemCode.CASE_USED, lifting.reference()).response());
    }

    /** After a lost phone: it answers nothing from now on. */
    @POST
    @Path("/{userName}/authenticator/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response endAuthenticator(@PathParam("userName") String userName, InputStream body) {
        EndCall call = CallMapper.endCall(headers, body);
        return CallMapper.ended(calls.endAuthenticator(userName, call.how(), call.check(), operator()));
    }

    /** To see whether notifications reach his phone. */
    @POST
    @Path("/{userName}/notification-test")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response testNotification(@PathParam("userName") String userName, InputStream body) {
        return CallMapper.answer(
                calls.testNotification(userName, CallMapper.check(headers, body), operator()),
                outcome -> outcome.map(NotificationMapper::answer)
                        .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response()));
    }

    private Response createOne(JsonValue value) {
        NewUser user = UserMapper.newUser(JsonFields.of(value, "the body"));
        Outcome outcome = create(user);
        JsonObject json = Json.createObjectBuilder()
                .add("userName", user.userName().value())
                .add("outcome", outcome.name())
                .build();
        Status status = outcome == Outcome.CREATED ? Status.CREATED : Status.OK;
        return Response.status(status).entity(json.toString()).build();
    }

    private Response createAll(JsonArray rows) {
        if (rows.isEmpty() || rows.size() > MAX_ROWS) {
            throw ProblemException.malformed("an array has 1 to " + MAX_ROWS + " users");
        }
        JsonArrayBuilder results = Json.createArrayBuilder();
        rows.forEach(row -> results.add(result(row)));
        return Response.ok(results.build().toString()).build();
    }

    /** One row's result; a refused row stops no other. */
    private JsonObjectBuilder result(JsonValue row) {
        JsonObjectBuilder result = Json.createObjectBuilder();
        if (row instanceof JsonObject object && object.get("userName") instanceof JsonString name) {
            result.add("userName", name);
        }
        try {
            Outcome outcome = create(UserMapper.newUser(JsonFields.of(row, "each row")));
            return result.add("outcome", outcome.name());
        } catch (ProblemException e) {
            result.add("outcome", "REFUSED").add("code", e.problem().code().name());
            e.problem().detail().ifPresent(detail -> result.add("detail", detail));
            return result;
        }
    }

    private Outcome create(NewUser user) {
        Outcome outcome = provisioning.create(user, operator());
        if (outcome == Outcome.BUSY) {
            throw new ProblemException(Problem.of(ProblemCode.TRY_LATER).withRetryAfter(Duration.ofSeconds(2)));
        }
        return outcome;
    }

    private static Response answer(UserView user) {
        return Response.ok(UserMapper.json(user).toString()).build();
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
