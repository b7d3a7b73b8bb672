package dev.countersign.web;

import dev.countersign.token.SigningKeyView;
import dev.countersign.token.SigningKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /admin/signing-keys}: an operator has the next key for tokens made. */
@RequestScoped
@OperatorOnly
@Path("/admin/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
public class SigningKeyResource {

    @Inject
    private SigningKeys keys;

    @Context
    private SecurityContext caller;

    @POST
    public Response rotate() {
        SigningKeyView key = keys.rotate(caller.getUserPrincipal().getName());
        return Response.status(Status.CREATED)
                .entity(Json.createObjectBuilder()
                        .add("kid", key.keyId())
                        .add("signsFrom", key.signsFrom().toString())
                        .build()
                        .toString())
                .build();
    }
}
