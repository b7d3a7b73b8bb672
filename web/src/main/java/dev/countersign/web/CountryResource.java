package dev.countersign.web;

import dev.countersign.sms.NumberingPlan;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code /countries}: where a mobile number may be from. */
@RequestScoped
@Path("/countries")
@Produces(MediaType.APPLICATION_JSON)
public class CountryResource {

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @GET
    public Response list() {
        JsonArrayBuilder list = JSON.createArrayBuilder();
        NumberingPlan.listCountries()
                .forEach(country -> list.add(JSON.createObjectBuilder()
                        .add("code", country.code())
                        .add("callingCode", String.valueOf(country.callingCode()))));
        return Response.ok(list.build().toString()).build();
    }
}
