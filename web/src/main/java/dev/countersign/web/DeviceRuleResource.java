package dev.countersign.web;

import dev.countersign.activation.DeviceRuleDesk;
import dev.countersign.activation.DeviceTerms;
import dev.countersign.authenticator.Platform;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
import java.io.InputStream;
import java.util.Arrays;

/** {@code /admin/device-rules}: an operator says which phones may hold an authenticator. */
@RequestScoped
@OperatorOnly
@Path("/admin/device-rules")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceRuleResource {

    @Inject
    private DeviceRuleDesk desk;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.list().forEach(terms -> json.add(json(terms)));
        return Response.ok(json.build().toString()).build();
    }

    @PUT
    @Path("/{platform}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("platform") String platform, InputStream body) {
        DeviceTerms terms = terms(platform(platform), JsonBody.readObject(headers.getMediaType(), body));
        desk.put(terms, operator());
        return Response.ok(json(terms).build().toString()).build();
    }

    @DELETE
    @Path("/{platform}")
    public Response remove(@PathParam("platform") String platform) {
        if (!desk.remove(platform(platform), operator())) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        return Response.noContent().build();
    }

    private static DeviceTerms terms(Platform platform, JsonFields fields) {
        fields.only("minOsVersion", "minAppVersion", "lockNeeded", "sensorNeeded", "integrityNeeded");
        try {
            return new DeviceTerms(
                    platform,
                    fields.findString("minOsVersion").orElse("0"),
                    fields.findString("minAppVersion").orElse("0"),
                    fields.findBoolean("lockNeeded").orElse(true),
                    fields.findBoolean("sensorNeeded").orElse(false),
                    fields.findBoolean("integrityNeeded").orElse(false));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static JsonObjectBuilder json(DeviceTerms terms) {
        return Json.createObjectBuilder()
                .add("platform", terms.platform().name())
                .add("minOsVersion", terms.minOsVersion())
                .add("minAppVersion", terms.minAppVersion())
                .add("lockNeeded", terms.lockNeeded())
                .add("sensorNeeded", terms.sensorNeeded())
                .add("integrityNeeded", terms.integrityNeeded());
    }

    private static Platform platform(String name) {
        return Arrays.stream(Platform.values())
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
