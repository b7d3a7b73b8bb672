package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name server that is silent keeps nobody. */
@Timeout(60)
class NameLookupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch ending = new CountDownLatch(1);

    @AfterEach
    void end() {
        ending.countDown();
    }

    @Test
    void findsAllAddressesOfAName() throws Exception {
        InetAddress[] both = {InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2")};

        assertThat(new NameLookup(PATIENCE, host -> both, 1).find("push.example"))
                .containsExactly(both);
    }

    @Test
    void aNameThatThereIsNotIsUnknown() {
        NameLookup names = new NameLookup(
                PATIENCE,
                host -> {
                    throw new UnknownHostException("no " + host);
                },
                1);

        assertThatThrownBy(() -> names.find("push.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("no push.example");
    }

    @Test
    void aNameServerThatIsSilentIsNotWaitedFor() {
        NameLookup names = new NameLookup(SHORT, this::hang, 1);

        assertThatThrownBy(() -> names.find("push.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void soManyThatHangAreNotJoinedByMore() {
        NameLookup names = new NameLookup(SHORT, this::hang, 1);
        assertThatThrownBy(() -> names.find("a.example")).hasCauseInstanceOf(TimeoutException.class);

        assertThatThrownBy(() -> names.find("b.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private InetAddress[] hang(String host) throws UnknownHostException {
        try {
            ending.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }
}
