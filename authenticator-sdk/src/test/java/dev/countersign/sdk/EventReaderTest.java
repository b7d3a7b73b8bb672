package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that died without a word, as a phone's does in a tunnel. */
@Timeout(60)
class EventReaderTest {

    private final BlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<PendingRequest>> heard = new LinkedBlockingQueue<>();

    @Test
    void aStreamThatSaysNothingFromOneLookToTheNextIsClosed() throws Exception {
        Silent stream = new Silent("data: {\"requests\": []}\n\n");
        LiveConnection connection = EventReader.start(stream, heard::add, looks::add);
        assertThat(heard.take()).isEmpty();

        looks.remove().run();
        assertThat(connection.isOpen()).as("something came").isTrue();
        looks.remove().run();

        assertThat(connection.isOpen()).isFalse();
        assertThat(stream.closed.getCount()).isZero();
        assertThat(looks).isEmpty();
    }

    @Test
    void aStreamThatIsClosedIsLookedAtNoMore() {
        LiveConnection connection = EventReader.start(new Silent(": there\n"), heard::add, looks::add);
        connection.close();

        looks.remove().run();

        assertThat(looks).isEmpty();
    }

    /** Says something, and nothing more until it is closed. */
    private static final class Silent extends InputStream {

        private final byte[] said;
        private final CountDownLatch closed = new CountDownLatch(1);
        private int next;

        Silent(String said) {
            this.said = said.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read(byte[] octets, int from, int most) {
            if (next < said.length) {
                octets[from] = said[next++];
                return 1;
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
