package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long a nonce is remembered. */
class NonceSweepTest {

    private static final ClientName CLIENT = new ClientName("office");
    private static final Nonce NONCE = Nonce.parse("AAECAwQFBgcICQoLDA0ODw==");

    private final Beans beans = new Beans(Databases.empty("nonce-sweep"));

    /** Else its message would be good once more when the clock is set back. */
    @Test
    void aClockThatIsFastForgetsNone() {
        UsedNonce nonce = new UsedNonce(CLIENT, NONCE, beans.clock().instant());
        beans.run(NonceBook.class, book -> book.enter(nonce));
        beans.clock().pass(Duration.ofDays(1));

        beans.run(NonceSweep.class, NonceSweep::sweep);
        assertThat(isUsed(nonce)).isTrue();
        beans.clock().pass(Duration.ofMillis(1));
        beans.run(NonceSweep.class, NonceSweep::sweep);

        assertThat(isUsed(nonce)).isFalse();
    }

    private boolean isUsed(UsedNonce nonce) {
        return beans.call(NonceBook.class, book -> book.isUsed(nonce));
    }
}
