package dev.countersign.web;

import dev.countersign.card.BatchOutcome;
import dev.countersign.card.BatchOutcome.Done;
import dev.countersign.card.BatchOutcome.Refused;
import dev.countersign.card.CardBatches;
import dev.countersign.card.CardImport;
import dev.countersign.card.ImportOrder;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;

/** {@code /admin/card-batches}: one operator brings in a vendor's key file, another lets its cards be used. */
@RequestScoped
@OperatorOnly
@Path("/admin/card-batches")
@Produces(MediaType.APPLICATION_JSON)
public class CardBatchResource {

    @Inject
    private CardImport imports;

    @Inject
    private CardBatches batches;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardMapper.batches(batches.listBatches()).toString()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response bringIn(InputStream body) {
        ImportOrder order = CardMapper.order(JsonBody.readObject(headers.getMediaType(), body, CardMapper.MOST_OCTETS));
        return CardMapper.response(imports.bringIn(order, operator()));
    }

    @GET
    @Path("/{id}")
    public Response report(@PathParam("id") String id) {
        return Response.ok(CardMapper.json(Ids.require(id, batches::findReport)).toString())
                .build();
    }

    @POST
    @Path("/{id}/release")
    public Response release(@PathParam("id") String id) {
        return answer(Ids.require(id, uuid -> Optional.of(batches.release(uuid, operator()))));
    }

    @POST
    @Path("/{id}/reject")
    public Response reject(@PathParam("id") String id) {
        return answer(Ids.require(id, uuid -> Optional.of(batches.reject(uuid, operator()))));
    }

    private static Response answer(BatchOutcome outcome) {
        if (outcome instanceof Done done) {
            return Response.ok(CardMapper.json(done.batch()).build().toString()).build();
        }
        if (outcome instanceof Refused refused) {
            return CardMapper.problem(refused).response();
        }
        throw new IllegalStateException("a decision about a batch is done or refused");
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
