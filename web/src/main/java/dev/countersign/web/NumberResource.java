package dev.countersign.web;

import dev.countersign.number.AddedNumber;
import dev.countersign.number.NumberVerification;
import dev.countersign.number.OwnNumber;
import dev.countersign.number.OwnNumbers;
import dev.countersign.number.Verification;
import dev.countersign.sms.NumberReading.Mobile;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;

/** {@code /me/numbers}: a user keeps his mobile numbers. */
@RequestScoped
@SignedIn
@Path("/me/numbers")
@Produces(MediaType.APPLICATION_JSON)
public class NumberResource {

    @Inject
    private OwnNumbers numbers;

    @Inject
    private NumberVerification verification;

    @Inject
    private EventStreams streams;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return ok(NumberMapper.json(numbers.list(user())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body).only("number", "country", Proofs.CONFIRMATION);
        Mobile typed = NumberMapper.mobile(fields.getString("number"), fields.findString("country"));
        return NumberMapper.answer(
                numbers.add(user(), typed.number(), proofs.find(fields)), added -> added(added, typed));
    }

    @POST
    @Path("/{id}/verification")
    public Response sendCode(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return NumberMapper.answer(
                verification.sendCode(user(), id, proofs.find(fields)), NumberResource::verification);
    }

    @POST
    @Path("/{id}/verification/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("code", Proofs.CONFIRMATION);
        return NumberMapper.answer(
                verification.answer(user(), id, fields.getString("code"), proofs.find(fields)), NumberResource::number);
    }

    /** A page asks by itself, so that looking keeps no session alive. */
    @GET
    @Path("/{id}/verification/delivery")
    @Unnoticed
    public Response getDelivery(@PathParam("id") String id) {
        return DeliveryMapper.answer(verification.findDelivery(user(), id));
    }

    @GET
    @Path("/{id}/verification/delivery/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Unnoticed
    public void streamDelivery(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        SignedInUser user = user();
        streams.openDelivery(user, id, () -> verification.findDelivery(user, id), sink, sse);
    }

    @PUT
    @Path("/{id}/default")
    public Response makeDefault(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return NumberMapper.answer(numbers.makeDefault(user(), id, proofs.find(fields)), NumberResource::number);
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return NumberMapper.answer(
                numbers.remove(user(), id, proofs.find(fields)), rest -> ok(NumberMapper.json(rest)));
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }

    private static Response added(AddedNumber added, Mobile typed) {
        JsonObject json = NumberMapper.json(added, typed);
        return added.isNew()
                ? Response.status(Status.CREATED)
                        .header(
                                HttpHeaders.LOCATION,
                                "/api/v1/me/numbers/" + added.number().id())
                        .entity(json.toString())
                        .build()
                : ok(json);
    }

    private static Response verification(Verification state) {
        if (state instanceof Verification.Sent sent) {
            return Response.status(Status.ACCEPTED)
                    .entity(NumberMapper.json(sent).toString())
                    .build();
        }
        if (state instanceof Verification.Done done) {
            return ok(NumberMapper.json(done));
        }
        throw new IllegalStateException("a code is sent or the number is verified");
    }

    private static Response number(OwnNumber number) {
        return ok(NumberMapper.json(number));
    }

    private static Response ok(JsonStructure json) {
        return Response.ok(json.toString()).build();
    }
}
