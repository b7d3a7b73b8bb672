package dev.countersign.web;

import dev.countersign.network.KnownNetwork;
import dev.countersign.network.NetworkDesk;
import dev.countersign.network.SubscriberNumbers;
import dev.countersign.network.ToldNetworks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /admin/number-networks}: an operator says which mobile networks numbers are in. No number stands in an address. */
@RequestScoped
@OperatorOnly
@Path("/admin/number-networks")
@Produces(MediaType.APPLICATION_JSON)
public class NumberNetworkResource {

    private static final int MAX_BODY = 65_536;

    @Inject
    private NetworkDesk desk;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response keep(InputStream body) {
        JsonObject networks = read(body, "networks")
                .findJson("networks")
                .orElseThrow(() -> ProblemException.malformed("networks is missing"));
        desk.keep(told(networks), operator());
        return Response.noContent().build();
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response find(InputStream body) {
        String number = read(body, "number").getString("number");
        numbers(List.of(number));
        KnownNetwork known =
                desk.find(number).orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
        return Response.ok(Json.createObjectBuilder()
                        .add("network", known.network())
                        .add("until", known.until().toString())
                        .build()
                        .toString())
                .build();
    }

    @POST
    @Path("/forgotten")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response forget(InputStream body) {
        SubscriberNumbers numbers = numbers(read(body, "numbers").listStrings("numbers"));
        return Response.ok(Json.createObjectBuilder()
                        .add("forgotten", desk.forget(numbers, operator()))
                        .build()
                        .toString())
                .build();
    }

    private JsonFields read(InputStream body, String field) {
        return JsonBody.readObject(headers.getMediaType(), body, MAX_BODY).only(field);
    }

    private static SubscriberNumbers numbers(List<String> numbers) {
        try {
            return new SubscriberNumbers(numbers);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static ToldNetworks told(JsonObject networks) {
        Map<String, String> byNumber = new HashMap<>();
        networks.forEach(
                (number, network) -> byNumber.put(number, network instanceof JsonString text ? text.getString() : ""));
        try {
            return new ToldNetworks(byNumber);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
