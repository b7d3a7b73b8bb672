package dev.countersign.web;

import dev.countersign.authenticator.ActiveAuthenticator;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.authenticator.AuthenticatorDesk.OwnAuthenticator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /me/authenticator}: the phone that is the user's authenticator, or whether he is asked to make one. */
@RequestScoped
@SignedIn
@Path("/me/authenticator")
@Produces(MediaType.APPLICATION_JSON)
public class AuthenticatorResource {

    @Inject
    private AuthenticatorDesk desk;

    @Context
    private SecurityContext caller;

    @GET
    public Response get() {
        OwnAuthenticator own = desk.find(SignedInContext.userOf(caller));
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("invitation", own.invitation().name());
        own.active().ifPresent(active -> json.add("active", json(active)));
        return Response.ok(json.build().toString()).build();
    }

    private static JsonObjectBuilder json(ActiveAuthenticator active) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", active.id().toString())
                .add("state", active.state().name())
                .add("device", active.model())
                .add("platform", active.platform().name())
                .add("since", active.since().toString());
        active.lastUsedAt().ifPresent(at -> json.add("lastUsedAt", at.toString()));
        return json;
    }
}
