package dev.countersign.web;

import dev.countersign.budget.ClosedRangeDesk;
import dev.countersign.budget.ClosedRangeView;
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

/** {@code /admin/sms-ranges}: an operator says to which numbers no SMS goes. */
@RequestScoped
@OperatorOnly
@Path("/admin/sms-ranges")
@Produces(MediaType.APPLICATION_JSON)
public class SmsRangeResource {

    @Inject
    private ClosedRangeDesk desk;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        JsonArrayBuilder json = Json.createArrayBuilder();
        desk.list().forEach(range -> json.add(json(range)));
        return Response.ok(json.build().toString()).build();
    }

    @PUT
    @Path("/{digits}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response close(@PathParam("digits") String digits, InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        fields.only("note");
        ClosedRangeView range = range(digits, fields.findString("note").orElse(""));
        desk.close(range, operator());
        return Response.ok(json(range).build().toString()).build();
    }

    @DELETE
    @Path("/{digits}")
    public Response open(@PathParam("digits") String digits) {
        if (!desk.open("+" + digits, operator())) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        return Response.noContent().build();
    }

    private static ClosedRangeView range(String digits, String note) {
        try {
            return new ClosedRangeView("+" + digits, note);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static JsonObjectBuilder json(ClosedRangeView range) {
        return Json.createObjectBuilder().add("prefix", range.prefix()).add("note", range.note());
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
