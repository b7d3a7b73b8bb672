package dev.countersign.web;

import dev.countersign.card.CardCompliance;
import dev.countersign.card.CardCompliance.Verdict;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /admin/card-shares}: an agent of compliance decides what was not approved at once. */
@RequestScoped
@OperatorOnly
@Path("/admin/card-shares")
@Produces(MediaType.APPLICATION_JSON)
public class CardComplianceResource {

    @Inject
    private CardCompliance compliance;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        return Response.ok(CardMapper.shares(compliance.listPending()).toString())
                .build();
    }

    @POST
    @Path("/{id}/approve")
    public Response approve(@PathParam("id") String id) {
        return decide(id, Verdict.APPROVED);
    }

    @POST
    @Path("/{id}/refuse")
    public Response refuse(@PathParam("id") String id) {
        return decide(id, Verdict.REFUSED);
    }

    private Response decide(String id, Verdict verdict) {
        return CardMapper.answer(
                compliance.decide(id, verdict, caller.getUserPrincipal().getName()),
                share -> Response.ok(CardMapper.json(share).toString()).build());
    }
}
