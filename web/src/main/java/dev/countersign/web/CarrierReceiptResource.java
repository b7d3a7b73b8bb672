package dev.countersign.web;

import dev.countersign.contracts.sms.v1.CarrierCallbacks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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
import java.time.Duration;

/** {@code /carrier-receipts}: a carrier that speaks HTTP tells what became of messages. Its signature is all that counts. */
@RequestScoped
@Path("/carrier-receipts/{carrier}")
@Produces(MediaType.APPLICATION_JSON)
public class CarrierReceiptResource {

    private static final int MOST = 65_536;

    /** So long a gateway takes at most until it is told its carriers. */
    private static final Duration START = Duration.ofSeconds(5);

    @Inject
    private Instance<CarrierCallbacks> callbacks;

    @Context
    private HttpHeaders headers;

    /** An unknown carrier and a wrong signature are answered alike. Which form a body has the carrier's book says, and not the request. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response take(@PathParam("carrier") String carrier, InputStream body) {
        byte[] octets = WholeBody.read(body, MOST);
        return answer(
                callbacks.isResolvable()
                        ? callbacks.get().take(carrier, headers::getHeaderString, octets)
                        : CarrierCallbacks.Taking.REFUSED);
    }

    /** What may be good in a moment is to be brought again; after a 404 most providers do not. */
    static Response answer(CarrierCallbacks.Taking taking) {
        return switch (taking) {
            case TAKEN -> Response.noContent().build();
            case REFUSED -> throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
            case TOO_EARLY ->
                throw new ProblemException(Problem.of(ProblemCode.TRY_LATER).withRetryAfter(START));
        };
    }
}
