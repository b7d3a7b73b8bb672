package dev.countersign.web;

import dev.countersign.carrier.BookJson;
import dev.countersign.carrier.CarrierDesk;
import dev.countersign.carrier.CarrierOutcome;
import dev.countersign.carrier.WantedBook;
import dev.countersign.contracts.sms.v1.CarrierBookCheck;
import dev.countersign.sms.GatewayRegister;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /admin/carriers}: an operator sees how carriers are, and sets others while the product runs. */
@RequestScoped
@OperatorOnly
@Path("/admin/carriers")
@Produces(MediaType.APPLICATION_JSON)
public class CarrierResource {

    private static final int MAX_BODY = 65_536;
    private static final int MAX_NAME = 60;

    @Inject
    private CarrierDesk desk;

    @Inject
    private GatewayRegister gateways;

    @Inject
    private Instance<CarrierBookCheck> checks;

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo address;

    @Context
    private SecurityContext caller;

    @GET
    public Response show() {
        return Response.ok(
                        CarrierMapper.json(desk.show(), gateways.listReports()).toString())
                .build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(InputStream body) {
        JsonFields fields =
                JsonBody.readObject(headers.getMediaType(), body, MAX_BODY).only("version", "book", "secrets");
        long version = fields.getLong("version");
        WantedBook wanted = wanted(fields);
        findFault(version, wanted).ifPresent(fault -> {
            throw ProblemException.malformed(fault);
        });
        return answer(desk.set(version, wanted, operator()));
    }

    @DELETE
    public Response withdraw() {
        return answer(desk.withdraw(version(), operator()));
    }

    @PUT
    @Path("/{name}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response pause(@PathParam("name") String name, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("version");
        return answer(desk.pause(name, fields.getLong("version"), operator()));
    }

    @DELETE
    @Path("/{name}/pause")
    public Response resume(@PathParam("name") String name) {
        return answer(desk.resume(name, version(), operator()));
    }

    /** Where no gateway is in this application each says by itself what it cannot read. */
    private Optional<String> findFault(long version, WantedBook wanted) {
        return checks.isResolvable() ? desk.findFault(version, wanted, checks.get()) : Optional.empty();
    }

    private int version() {
        return new QueryFields(address.getQueryParameters()).only("version").getInt("version");
    }

    private Response answer(CarrierOutcome outcome) {
        return switch (outcome) {
            case OK -> show();
            case CHANGED_MEANWHILE -> Problem.of(ProblemCode.CARRIERS_CHANGED).response();
            case UNKNOWN_CARRIER -> Problem.of(ProblemCode.NOT_FOUND).response();
            case SECRET_MISSING ->
                throw ProblemException.malformed(
                        "each passwordFile, secretFile, authorities, clientKeysFile and clientKeysPasswordFile of the book"
                                + " names a member of secrets");
            case SECRETS_TOO_LONG ->
                throw ProblemException.malformed(
                        "the secrets of the book, those that are kept among them, have at most 45,000 octets with their names");
        };
    }

    private static WantedBook wanted(JsonFields fields) {
        Map<String, String> secrets = new HashMap<>();
        fields.findJson("secrets")
                .ifPresent(given -> given.forEach((name, value) -> {
                    if (!(value instanceof JsonString text) || name.length() > MAX_NAME) {
                        throw ProblemException.malformed("secrets are texts by names of at most 60 characters");
                    }
                    secrets.put(name, text.getString());
                }));
        try {
            return BookJson.read(
                    fields.findJson("book").orElseThrow(() -> ProblemException.malformed("book is missing")), secrets);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
