package dev.countersign.web;

import dev.countersign.notice.TextCatalogue;
import dev.countersign.token.TokenSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /settings}: what pages show about this installation. */
@RequestScoped
@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @Inject
    private TokenSettings sessions;

    @Inject
    @ConfigProperty(name = "countersign.help-desk.phone")
    private Optional<String> helpDeskPhone;

    @GET
    public Response get() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("languages", Json.createArrayBuilder(TextCatalogue.LANGUAGES))
                .add("sessionIdleSeconds", sessions.sessionIdle().toSeconds())
                .add("sessionSeconds", sessions.sessionLife().toSeconds())
                .add("passwordReset", true);
        helpDeskPhone.ifPresent(
                phone -> json.add("helpDesk", Json.createObjectBuilder().add("phone", phone)));
        return Response.ok(json.build().toString()).build();
    }
}
