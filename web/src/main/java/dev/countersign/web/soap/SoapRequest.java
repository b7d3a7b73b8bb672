package dev.countersign.web.soap;

import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import dev.countersign.web.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A request whose body was read whole, measured and checked before anything else saw it. */
final class SoapRequest extends HttpServletRequestWrapper {

    /** Most octets of a message. */
    static final int MOST_OCTETS = 1024 * 1024;

    private static final Pattern TYPE =
            Pattern.compile("text/xml *(; *charset *= *(utf-8|\"utf-8\") *)?", Pattern.CASE_INSENSITIVE);

    private final byte[] octets;
    private final String text;

    private SoapRequest(HttpServletRequest request, byte[] octets, String text) {
        super(request);
        this.octets = octets;
        this.text = text;
    }

    /** Throws {@link ProblemException} for another media type, more than {@link #MOST_OCTETS}, or no proper envelope. */
    static SoapRequest read(HttpServletRequest request) throws IOException {
        requireXml(request);
        byte[] octets = octets(request);
        String text = text(octets);
        XmlGuard.check(text);
        return new SoapRequest(request, octets, text);
    }

    /** The message without a byte order mark. */
    String text() {
        return text;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(new ByteArrayInputStream(octets));
    }

    private static void requireXml(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !TYPE.matcher(type).matches() || request.getHeader("Content-Encoding") != null) {
            throw new ProblemException(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("send SOAP 1.1 as text/xml in UTF-8, not compressed and without attachments"));
        }
    }

    private static byte[] octets(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_OCTETS) {
            throw tooLarge();
        }
        byte[] octets = request.getInputStream().readNBytes(MOST_OCTETS + 1);
        if (octets.length > MOST_OCTETS) {
            throw tooLarge();
        }
        return octets;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(ProblemCode.TOO_LARGE).withDetail("at most " + MOST_OCTETS + " octets"));
    }

    private static String text(byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed("the body is not UTF-8");
        }
    }

    /** The body once more. */
    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream octets;

        Body(ByteArrayInputStream octets) {
            this.octets = octets;
        }

        @Override
        public int read() {
            return octets.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return octets.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
            return octets.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("this body is read at once");
        }
    }
}
