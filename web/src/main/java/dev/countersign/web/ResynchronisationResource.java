package dev.countersign.web;

import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.login.Resynchronisation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /logins/{id}/resynchronisation}: two answers in a row find the card of a login again that ran away. */
@RequestScoped
@Path("/logins/{id}/resynchronisation")
@Produces(MediaType.APPLICATION_JSON)
public class ResynchronisationResource {

    @Inject
    private Resynchronisation resynchronisation;

    @Inject
    private Origins origins;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @POST
    public Response ask(@PathParam("id") String id) {
        return LoginResource.answer(resynchronisation.ask(id, secret(id)), CardMapper::twice);
    }

    @POST
    @Path("/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String id, InputStream body) {
        TwoCodes typed = CardMapper.twoCodes(JsonBody.readObject(headers.getMediaType(), body));
        return LoginResource.answer(resynchronisation.answer(id, secret(id), typed), LoginResource::accepted);
    }

    private String secret(String id) {
        return SecretAccess.ofAttempt(headers, request, origins).secretToChange(id);
    }
}
