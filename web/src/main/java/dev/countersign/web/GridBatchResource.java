package dev.countersign.web;

import dev.countersign.grid.GridBatches;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.Optional;

/** {@code /admin/grid-batches}: one operator orders plastic grid cards, another has them made for the printer. */
@RequestScoped
@OperatorOnly
@Path("/admin/grid-batches")
@Produces(MediaType.APPLICATION_JSON)
public class GridBatchResource {

    @Inject
    private GridBatches batches;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(GridMapper.batches(batches.list()).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response order(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only("cards", "printerKey");
        return Response.status(Status.CREATED)
                .entity(GridMapper.json(batches.order(GridMapper.order(fields), operator()))
                        .build()
                        .toString())
                .build();
    }

    @POST
    @Path("/{id}/release")
    public Response release(@PathParam("id") String id) {
        return GridMapper.answer(
                Ids.require(id, uuid -> Optional.of(batches.release(uuid, operator()))),
                released -> Response.ok(GridMapper.json(released).toString()).build());
    }

    @POST
    @Path("/{id}/reject")
    public Response reject(@PathParam("id") String id) {
        return GridMapper.answer(
                Ids.require(id, uuid -> Optional.of(batches.reject(uuid, operator()))),
                batch -> Response.ok(GridMapper.json(batch).build().toString()).build());
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
