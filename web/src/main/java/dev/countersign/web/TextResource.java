package dev.countersign.web;

import dev.countersign.text.TextCatalogue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code /texts/{language}}: all words of one language, for pages; asked again each time, sent again only when changed. */
@RequestScoped
@Path("/texts/{language}")
@Produces(MediaType.APPLICATION_JSON)
public class TextResource {

    /** Where the texts stand. */
    static final String ADDRESS = "/api/v1/texts/";

    @Context
    private Request request;

    @GET
    public Response get(@PathParam("language") String language) {
        Optional<TextCatalogue> texts = TextCatalogue.find(language);
        if (texts.isEmpty()) {
            return Problem.of(ProblemCode.NOT_FOUND).response();
        }
        // Weak, because compressed and plain answers have the same one (RFC 9110 section 8.8.1).
        EntityTag tag = new EntityTag(texts.get().digest(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(texts.get().json()) : unchanged;
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
