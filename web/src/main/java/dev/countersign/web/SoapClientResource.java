package dev.countersign.web;

import dev.countersign.backoffice.BackOfficeClients;
import dev.countersign.backoffice.ClientName;
import dev.countersign.backoffice.ClientView;
import dev.countersign.backoffice.NewClient;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /admin/soap-clients}: an operator says which back offices may call over SOAP. */
@RequestScoped
@OperatorOnly
@Path("/admin/soap-clients")
@Produces(MediaType.APPLICATION_JSON)
public class SoapClientResource {

    @Inject
    private BackOfficeClients clients;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) {
        ClientName name = name(
                JsonBody.readObject(headers.getMediaType(), body).only("name").getString("name"));
        return clients.create(name, operator())
                .map(SoapClientResource::created)
                .orElseGet(() -> Problem.of(ProblemCode.NAME_TAKEN).response());
    }

    @GET
    public Response list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        clients.listClients().forEach(client -> list.add(json(client)));
        return Response.ok(list.build().toString()).build();
    }

    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name) {
        return ClientName.find(name)
                .flatMap(known -> clients.remove(known, operator()))
                .map(client -> Response.ok(json(client).build().toString()).build())
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND).response());
    }

    private static ClientName name(String value) {
        try {
            return new ClientName(value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static Response created(NewClient client) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("name", client.name()).add("secret", client.secret());
        return Response.status(Status.CREATED).entity(json.build().toString()).build();
    }

    private static JsonObjectBuilder json(ClientView client) {
        return Json.createObjectBuilder()
                .add("name", client.name())
                .add("createdAt", client.createdAt().toString());
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
