package dev.countersign.web;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /openapi.yaml}: the contract, octet by octet as it stands in the source. */
@ApplicationScoped
@Path(OpenApiResource.PATH)
public class OpenApiResource {

    static final String PATH = "/openapi.yaml";

    /** Whether a request may be for the contract; the routing takes more than one spelling of its address. */
    static boolean isAsked(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path != null && path.contains(PATH);
    }

    @GET
    @Produces("application/yaml")
    public Response get() {
        InputStream document = SmsQueues.class.getClassLoader().getResourceAsStream("openapi/countersign-v1.yaml");
        if (document == null) {
            throw new NotFoundException();
        }
        return Response.ok(document).build();
    }
}
