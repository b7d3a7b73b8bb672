package dev.countersign.web;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.passkey.PasskeyDesk;
import dev.countersign.passkey.PasskeyRegistration;
import dev.countersign.token.SignedInUser;
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
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/passkeys}: a user registers passkeys. */
@RequestScoped
@SignedIn
@Path("/me/passkeys")
@Produces(MediaType.APPLICATION_JSON)
public class PasskeyResource {

    @Inject
    private PasskeyDesk desk;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @POST
    @Path("/options")
    public Response begin(InputStream body) {
        JsonFields fields =
                JsonBody.readObjectOrNone(headers.getMediaType(), body).only(Proofs.CONFIRMATION);
        return FactorMapper.answer(
                desk.begin(user(), proofs.find(fields)),
                asked -> Response.ok(FactorMapper.json(asked).toString()).build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only(FactorMapper.LABEL, "attestationObject", "clientData", "transports");
        return FactorMapper.answer(
                desk.register(user(), registration(fields)),
                active -> Response.status(Status.CREATED)
                        .entity(FactorMapper.json(active).toString())
                        .build());
    }

    private PasskeyRegistration registration(JsonFields fields) {
        try {
            return new PasskeyRegistration(
                    FactorMapper.label(fields),
                    Base64Octets.decode("attestationObject", fields.getString("attestationObject")),
                    Base64Octets.decode("clientData", fields.getString("clientData")),
                    fields.listStrings("transports"),
                    proofs.origins());
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private SignedInUser user() {
        return SignedInContext.userOf(caller);
    }
}
