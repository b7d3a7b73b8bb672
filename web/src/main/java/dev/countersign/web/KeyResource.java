package dev.countersign.web;

import dev.countersign.crypto.KeyOutcome;
import dev.countersign.crypto.KeyOutcome.Done;
import dev.countersign.crypto.KeyOutcome.Refused;
import dev.countersign.crypto.KeyRotation;
import dev.countersign.web.KeyMapper.Order;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.function.Function;

/** {@code /admin/keys}: an operator rotates the keys of secrets at rest. No key ever leaves the server. */
@RequestScoped
@OperatorOnly
@Path("/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    @Inject
    private KeyRotation rotation;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(KeyMapper.json(rotation.inventory()).toString()).build();
    }

    @POST
    @Path("/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(InputStream body) {
        Order order = KeyMapper.order(JsonBody.readObject(headers.getMediaType(), body));
        KeyOutcome outcome = order.purpose()
                .map(purpose -> rotation.rotateData(purpose, operator()))
                .orElseGet(() -> rotation.rotateMaster(operator()));
        return answer(
                outcome,
                done -> Response.ok(Json.createObjectBuilder()
                                .add("keys", done.keys())
                                .build()
                                .toString())
                        .build());
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        return answer(
                rotation.remove(id, operator()), done -> Response.noContent().build());
    }

    private static Response answer(KeyOutcome outcome, Function<Done, Response> granted) {
        if (outcome instanceof Done done) {
            return granted.apply(done);
        }
        if (outcome instanceof Refused refused) {
            return KeyMapper.problem(refused).response();
        }
        throw new IllegalStateException("a command about keys is done or refused");
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
