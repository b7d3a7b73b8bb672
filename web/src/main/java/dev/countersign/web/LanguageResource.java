package dev.countersign.web;

import dev.countersign.text.ReaderLanguage;
import dev.countersign.user.OwnSettings;
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

/** {@code /me/language}: a user chooses the language of pages and messages. */
@RequestScoped
@SignedIn
@ForReadOnly
@Path("/me/language")
@Produces(MediaType.APPLICATION_JSON)
public class LanguageResource {

    private static final String LANGUAGE = "language";

    @Inject
    private OwnSettings settings;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext caller;

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(InputStream body) {
        JsonFields fields = JsonBody.readObject(headers.getMediaType(), body).only(LANGUAGE);
        settings.speak(SignedInContext.userOf(caller).userId(), language(fields.getString(LANGUAGE)));
        return Response.noContent().build();
    }

    static ReaderLanguage language(String code) {
        try {
            return new ReaderLanguage(code);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }
}
