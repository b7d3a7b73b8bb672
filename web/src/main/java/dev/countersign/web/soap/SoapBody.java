package dev.countersign.web.soap;

import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import dev.countersign.web.ProblemException;
import dev.countersign.web.WholeBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a request: read whole, measured and checked before anything else sees it. */
final class SoapBody {

    /** Most octets of a message. */
    static final int MOST_OCTETS = 1024 * 1024;

    private static final String ATTRIBUTE = SoapBody.class.getName();

    private static final Pattern TYPE =
            Pattern.compile("text/xml *(; *charset *= *(utf-8|\"utf-8\") *)?", Pattern.CASE_INSENSITIVE);

    private SoapBody() {}

    /**
     * Reads and checks the body and keeps it with the request. Throws {@link ProblemException} for another media type, for more than
     * {@link #MOST_OCTETS}, and for what is no proper envelope.
     */
    static void take(HttpServletRequest request) throws IOException {
        requireXml(request);
        String text = text(request);
        XmlGuard.check(text);
        request.setAttribute(ATTRIBUTE, text);
    }

    /** The checked body, without a byte order mark. */
    static String get(@Nullable Object request) {
        if (request instanceof HttpServletRequest http && http.getAttribute(ATTRIBUTE) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("a message came past the servlet");
    }

    private static void requireXml(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !TYPE.matcher(type).matches() || request.getHeader("Content-Encoding") != null) {
            throw new ProblemException(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("send SOAP 1.1 as text/xml in UTF-8, not compressed and without attachments"));
        }
    }

    private static String text(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_OCTETS) {
            throw WholeBody.tooLarge(MOST_OCTETS);
        }
        String text = WholeBody.readText(request.getInputStream(), MOST_OCTETS);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
