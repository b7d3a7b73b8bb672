package dev.countersign.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads a request body, bounded in octets and in time: a client that sends an octet now and then would otherwise hold a thread for as
 * long as it likes.
 */
public final class WholeBody {

    /** A body of a megabyte over a bad connection takes less. The server itself ends a connection on which nothing comes for as long. */
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    private static final int PIECE = 8192;

    private WholeBody() {}

    /**
     * All of it.
     *
     * @param most most octets
     * @throws ProblemException {@code TOO_LARGE} for more; {@code MALFORMED} for a body that ends too early or takes longer than 30 seconds
     */
    public static byte[] read(InputStream body, int most) {
        return read(body, most, System::nanoTime);
    }

    /** The same of a body that is text in UTF-8; {@code MALFORMED} for another one, too. */
    public static String readText(InputStream body, int most) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read(body, most)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed("the body is not UTF-8");
        }
    }

    /** Whether none was sent; takes the first octet of one that was. */
    static boolean isEmpty(InputStream body) {
        try {
            return body.read() < 0;
        } catch (IOException e) {
            throw ProblemException.malformed("the body ended too early");
        }
    }

    static byte[] read(InputStream body, int most, LongSupplier nanoTime) {
        long begun = nanoTime.getAsLong();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                octets.write(piece, 0, count);
                if (octets.size() > most) {
                    throw tooLarge(most);
                }
                if (nanoTime.getAsLong() - begun > MOST_TIME.toNanos()) {
                    throw ProblemException.malformed(
                            "the body took longer than " + MOST_TIME.toSeconds() + " seconds to come");
                }
            }
        } catch (IOException e) {
            throw ProblemException.malformed("the body ended too early");
        }
        return octets.toByteArray();
    }

    /** The refusal of a body of more octets than that. */
    public static ProblemException tooLarge(int most) {
        return new ProblemException(Problem.of(ProblemCode.TOO_LARGE).withDetail("at most " + most + " octets"));
    }
}
