package dev.countersign.web;

import dev.countersign.move.StopDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /stops}: a user stops a phone that took the place of his own. The token alone opens it; there is no cookie in it. */
@RequestScoped
@Path("/stops")
@Produces(MediaType.APPLICATION_JSON)
public class StopResource {

    @Inject
    private StopDesk desk;

    @Context
    private HttpHeaders headers;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stop(InputStream body) {
        String token =
                JsonBody.readObject(headers.getMediaType(), body).only("token").getString("token");
        return switch (desk.stop(token)) {
            case STOPPED -> Response.noContent().build();
            case UNKNOWN -> Problem.of(ProblemCode.NOT_FOUND).response();
            case EXPIRED -> Problem.of(ProblemCode.STOP_EXPIRED).response();
        };
    }
}
