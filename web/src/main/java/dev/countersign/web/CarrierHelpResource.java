package dev.countersign.web;

import dev.countersign.carrier.CarrierContact;
import dev.countersign.carrier.CarrierHelpDesk;
import dev.countersign.sms.NumberingPlan;
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

/** {@code /admin/carrier-help}: an operator says whom people ask whose carrier filters text messages. */
@RequestScoped
@OperatorOnly
@Path("/admin/carrier-help")
@Produces(MediaType.APPLICATION_JSON)
public class CarrierHelpResource {

    @Inject
    private CarrierHelpDesk desk;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.list().forEach(contact -> json.add(json(contact)));
        return Response.ok(json.build().toString()).build();
    }

    @PUT
    @Path("/{country}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(@PathParam("country") String country, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("contact");
        CarrierContact contact = contact(country, fields.getString("contact"));
        desk.set(contact, operator());
        return Response.ok(json(contact).build().toString()).build();
    }

    @DELETE
    @Path("/{country}")
    public Response remove(@PathParam("country") String country) {
        if (!desk.remove(country, operator())) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        return Response.noContent().build();
    }

    private static CarrierContact contact(String country, String contact) {
        try {
            NumberingPlan.requireCountry(country);
            return new CarrierContact(country, contact);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static JsonObjectBuilder json(CarrierContact contact) {
        return Json.createObjectBuilder().add("country", contact.country()).add("contact", contact.contact());
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
