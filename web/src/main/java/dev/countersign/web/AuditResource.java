package dev.countersign.web;

import dev.countersign.audit.AuditExport;
import dev.countersign.audit.AuditPage;
import dev.countersign.audit.AuditSearch;
import dev.countersign.audit.AuditVerification;
import dev.countersign.audit.EntryPosition;
import dev.countersign.audit.ExportRange;
import dev.countersign.user.UserAdministration;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /admin/audit}: an operator searches the audit, takes it out and has it verified. */
@RequestScoped
@OperatorOnly
@Path("/admin/audit")
public class AuditResource {

    private static final Pattern SUBJECT = Pattern.compile("[a-z-]+:[A-Za-z0-9._-]{1,74}");

    /** A subject that no entry has: for a name that nobody has. */
    private static final String NOBODY = "user:";

    @Inject
    private AuditSearch search;

    @Inject
    private AuditExport export;

    @Inject
    private AuditVerification verification;

    @Inject
    private UserAdministration users;

    @Context
    private UriInfo address;

    @Context
    private HttpHeaders headers;

    /** One method for both forms: of two, routing would choose either for a caller that takes anything. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    public Response find() {
        AuditPage page = findPage();
        return isCsvWanted()
                ? csv(page)
                : Response.ok(AuditMapper.json(page).toString())
                        .type(MediaType.APPLICATION_JSON)
                        .build();
    }

    @GET
    @Path("/export")
    @Produces("application/x-ndjson")
    public Response export() {
        ExportRange range = AuditMapper.range(fields());
        StreamingOutput lines = out -> write(range, out);
        return Response.ok(lines)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"")
                .build();
    }

    @GET
    @Path("/verification")
    @Produces(MediaType.APPLICATION_JSON)
    public Response verify() {
        return Response.ok(AuditMapper.json(verification.verify(AuditMapper.range(fields())))
                        .toString())
                .build();
    }

    private Response csv(AuditPage page) {
        Response.ResponseBuilder response = Response.ok(AuditMapper.csv(page))
                .type(Csv.MEDIA_TYPE + "; charset=utf-8; header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        page.next()
                .map(EntryPosition::text)
                .ifPresent(next -> response.header(HttpHeaders.LINK, "<" + addressOfPage(next) + ">; rel=\"next\""));
        return response.build();
    }

    /** Without scheme and host: a proxy may have changed them. */
    private String addressOfPage(String after) {
        URI page =
                address.getRequestUriBuilder().replaceQueryParam("after", after).build();
        return page.getRawPath() + "?" + page.getRawQuery();
    }

    /** Whether the caller likes CSV better than JSON; whoever likes all alike gets JSON. */
    private boolean isCsvWanted() {
        for (MediaType liked : headers.getAcceptableMediaTypes()) {
            if (liked.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (liked.isCompatible(MediaType.valueOf(Csv.MEDIA_TYPE))) {
                return true;
            }
        }
        return false;
    }

    private AuditPage findPage() {
        QueryFields fields = fields().only("subject", "reference", "from", "to", "limit", "after");
        return search.find(
                AuditMapper.query(fields, fields.findString("subject").map(this::subject)));
    }

    /** A user's name stands for the user; the form that entries have is taken as it is. */
    private String subject(String text) {
        if (SUBJECT.matcher(text).matches()) {
            return text;
        }
        Optional<Long> user = users.findUserId(text);
        return user.map(id -> "user:" + id).orElse(NOBODY);
    }

    private void write(ExportRange range, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            export.write(range, line -> write(line, writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private static void write(String line, Writer writer) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private QueryFields fields() {
        return new QueryFields(address.getQueryParameters());
    }
}
