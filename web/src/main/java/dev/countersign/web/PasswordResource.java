package dev.countersign.web;

import dev.countersign.password.PasswordChange;
import dev.countersign.password.PasswordDoor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;

/** {@code /me/password}: a signed-in user gives himself a new password. */
@RequestScoped
@SignedIn
@Path("/me/password")
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResource {

    @Inject
    private PasswordDoor door;

    @Inject
    private Proofs proofs;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body)
                .only("oldPassword", "newPassword", Proofs.CONFIRMATION);
        PasswordChange change = PasswordMapper.change(fields, proofs.find(fields));
        return PasswordMapper.answer(door.change(SignedInContext.userOf(caller), change), ConfirmationMapper::problem);
    }
}
