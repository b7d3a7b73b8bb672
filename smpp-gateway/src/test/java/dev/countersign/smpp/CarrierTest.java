package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarrierTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aReceiptIsWaitedForOnlyWhereOneMayCome() throws IOException {
        Carrier smpp =
                Carriers.carrier("north", Carriers.at(1, "secret12", Duration.ofSeconds(1)), PATIENCE, Duration.ZERO);

        assertThat(smpp.receiptWait()).isEqualTo(PATIENCE);
        assertThat(http(smpp, true).receiptWait()).isEqualTo(PATIENCE);
        assertThat(http(smpp, false).receiptWait()).isEqualTo(Duration.ofSeconds(1));
    }

    private static Carrier http(Carrier like, boolean callback) throws IOException {
        try (Provider provider = new Provider()) {
            HttpAccess access = provider.access(Duration.ofSeconds(1));
            return new Carrier(
                    like.name(),
                    new HttpAccess(
                            access.url(),
                            access.form(),
                            access.answer(),
                            access.callback().filter(form -> callback),
                            Optional.empty(),
                            access.submitTimeout()),
                    like.pace(),
                    like.wording(),
                    like.receipts(),
                    like.statuses());
        }
    }
}
