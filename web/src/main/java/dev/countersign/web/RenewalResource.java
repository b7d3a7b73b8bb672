package dev.countersign.web;

import dev.countersign.renewal.RenewalDesk;
import dev.countersign.renewal.RenewalDesk.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** A phone renews the key that it answers challenges with. */
@RequestScoped
@Path("/device/installations/{id}/enrolments/{enrolment}/renewal")
@Produces(MediaType.APPLICATION_JSON)
public class RenewalResource {

    @Inject
    private RenewalDesk desk;

    @Context
    private HttpHeaders headers;

    @PathParam("id")
    @SuppressWarnings("NullAway.Init") // of the path
    private String id;

    @PathParam("enrolment")
    @SuppressWarnings("NullAway.Init") // of the path
    private String enrolment;

    @POST
    public Response offer() {
        return RenewalMapper.answer(desk.offer(caller()), RenewalMapper::json);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response confirm(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body);
        return RenewalMapper.answer(desk.confirm(caller(), RenewalMapper.claim(fields)), RenewalMapper::json);
    }

    private Caller caller() {
        return Ids.require(
                id,
                installation ->
                        Ids.find(enrolment).map(named -> new Caller(installation, Bearer.orNone(headers), named)));
    }
}
