package dev.countersign.web;

import dev.countersign.operator.OperatorKind;
import dev.countersign.token.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;

/** {@code /introspect}: whoever holds an operator token, if only one for that, asks whether an access token is good now (RFC 7662). */
@RequestScoped
@OperatorOnly(OperatorKind.INTROSPECT)
@Path("/introspect")
@Produces(MediaType.APPLICATION_JSON)
public class IntrospectionResource {

    @Inject
    private Sessions sessions;

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response introspect(InputStream body) {
        List<String> tokens = FormBody.list(body, "token");
        if (tokens.size() != 1) {
            throw ProblemException.malformed("token must stand once in the form");
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        sessions.introspect(tokens.get(0))
                .ifPresentOrElse(
                        claims -> json.add("active", true)
                                .add("token_type", "Bearer")
                                .addAll(Json.createObjectBuilder(read(claims))),
                        () -> json.add("active", false));
        return Response.ok(json.build().toString()).build();
    }

    private static JsonObject read(String claims) {
        try (JsonReader reader = Json.createReader(new StringReader(claims))) {
            return reader.readObject();
        }
    }
}
