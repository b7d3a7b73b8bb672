package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final Inbox inbox = new Inbox();

    @Test
    void listsOldestFirstAndByNumberWithOrWithoutPlus() {
        inbox.add(message("1", "+49151"));
        inbox.add(message("2", "+49152"));
        inbox.add(message("3", "+49151"));

        assertThat(inbox.list(Optional.empty())).extracting(InboxMessage::id).containsExactly("1", "2", "3");
        assertThat(inbox.list(Optional.of("+49151")))
                .extracting(InboxMessage::id)
                .containsExactly("1", "3");
        assertThat(inbox.list(Optional.of("49151")))
                .extracting(InboxMessage::id)
                .containsExactly("1", "3");
        assertThat(inbox.list(Optional.of("9151"))).isEmpty();
    }

    @Test
    void keepsTheLastTenThousand() {
        IntStream.rangeClosed(1, Inbox.CAPACITY + 1).forEach(n -> inbox.add(message(String.valueOf(n), "+49151")));

        assertThat(inbox.list(Optional.empty())).hasSize(10_000);
        assertThat(inbox.list(Optional.empty()).get(0).id()).isEqualTo("2");
    }

    @Test
    void clearsOneNumberAndNeverTheCount() {
        inbox.countSubmitSm();
        inbox.add(message("1", "+49151"));
        inbox.add(message("2", "+49152"));

        inbox.clear(Optional.of("+49151"));

        assertThat(inbox.list(Optional.empty())).extracting(InboxMessage::id).containsExactly("2");
        assertThat(inbox.submitSm()).isEqualTo(1);
    }

    private static InboxMessage message(String id, String to) {
        return new InboxMessage(id, to, "Countersign", "text", 0, 1, Instant.EPOCH);
    }
}
