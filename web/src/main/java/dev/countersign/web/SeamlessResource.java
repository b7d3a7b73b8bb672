package dev.countersign.web;

import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.Proof;
import dev.countersign.push.SeamlessDesk;
import dev.countersign.push.SeamlessDesk.Seamless;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/seamless}: whether the logins of a user ask his phone by a push. */
@RequestScoped
@SignedIn
@Path("/me/seamless")
@Produces(MediaType.APPLICATION_JSON)
public class SeamlessResource {

    private static final String ENABLED = "enabled";

    @Inject
    private SeamlessDesk desk;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @GET
    public Response get() {
        return answer(desk.find(SignedInContext.userOf(caller)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(ENABLED, Proofs.CONFIRMATION);
        boolean wanted =
                fields.findBoolean(ENABLED).orElseThrow(() -> ProblemException.malformed(ENABLED + " is missing"));
        Proof proof = proofs.get(fields);
        ConfirmationOutcome<Seamless> outcome = desk.prefer(SignedInContext.userOf(caller), wanted, proof);
        if (outcome instanceof Granted<Seamless> granted) {
            return answer(granted.value());
        }
        if (outcome instanceof Refused<Seamless> refused) {
            return ConfirmationMapper.problem(refused.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    private static Response answer(Seamless seamless) {
        return Response.ok(Json.createObjectBuilder()
                        .add(ENABLED, seamless.enabled())
                        .add("paused", seamless.paused())
                        .build()
                        .toString())
                .build();
    }
}
