package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WholeBodyTest {

    /** Brings one octet at each reading, and time goes on by as much. */
    private static final class Trickle extends InputStream {

        private final AtomicLong nanos = new AtomicLong();
        private final Duration step;
        private int left;

        Trickle(int octets, Duration step) {
            this.left = octets;
            this.step = step;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in pieces");
        }

        @Override
        public int read(byte[] piece, int from, int most) {
            nanos.addAndGet(step.toNanos());
            if (left == 0) {
                return -1;
            }
            left--;
            piece[from] = 'x';
            return 1;
        }
    }

    @Test
    void asManyOctetsAsMayBeAreRead() {
        byte[] body = "0123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(WholeBody.read(new ByteArrayInputStream(body), 10)).isEqualTo(body);
        assertThat(problem(new ByteArrayInputStream(body), 9)).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(WholeBody.read(InputStream.nullInputStream(), 0)).isEmpty();
    }

    @Test
    void whatComesInGoodTimeIsRead() {
        Trickle body = new Trickle(29, Duration.ofSeconds(1));

        assertThat(WholeBody.read(body, 100, body.nanos::get)).hasSize(29);
    }

    @Test
    void anOctetNowAndThenIsNotWaitedForForEver() {
        Trickle body = new Trickle(1000, Duration.ofSeconds(20));

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> WholeBody.read(body, 1000, body.nanos::get));

        assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(body.left).as("octets that nobody waited for").isEqualTo(998);
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefused() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("read in pieces");
            }

            @Override
            public int read(byte[] piece, int from, int most) throws IOException {
                throw new IOException("the other side is gone");
            }
        };

        assertThat(problem(broken, 100)).isEqualTo(ProblemCode.MALFORMED);
    }

    private static ProblemCode problem(InputStream body, int most) {
        return catchThrowableOfType(ProblemException.class, () -> WholeBody.read(body, most))
                .problem()
                .code();
    }
}
