package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.smpp.ReceiptWatch.End;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An order that went unanswered to one carrier and was taken by the next: both may still speak of it. */
class ReceiptWatchTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final UUID KEY = new UUID(0x1122334455667788L, 0x99aabbccddeeff00L);
    private static final SmsOrder ORDER = new SmsOrder(KEY, "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(300));
    private static final OrderJourney AT_B =
            OrderJourney.foundTaken(ORDER, new Mark(true, true, Set.of(), Optional.empty()), new Mark.Taken("b", "b1"));

    private final ReceiptWatch watch = new ReceiptWatch();

    @Test
    void thatTheFirstOneDidNotDeliverItEndsNothing() {
        watch.begin(AT_B);

        watch.hold(KEY, "a", negative("a/a1"));

        assertThat(watch.end(KEY)).isEmpty();
        assertThat(watch.timeOut(AT_B)).map(ReceiptWatch.Ended::end).contains(End.SILENCE);
    }

    @Test
    void theWordOfTheOneThatHasItCountsBehindThatOfTheOther() {
        watch.begin(AT_B);
        watch.hold(KEY, "a", negative("a/a1"));

        watch.hold(KEY, "b", negative("b/b1"));

        assertThat(watch.end(KEY)).map(ReceiptWatch.Ended::end).contains(End.NEGATIVE);
        assertThat(watch.end(KEY)).as("once").isEmpty();
    }

    @Test
    void aDeliveryEndsItWhoeverDelivered() {
        watch.begin(AT_B);
        watch.hold(KEY, "b", negative("b/b1"));

        watch.note(KEY, "a", receipt(SmsReceipt.State.DELIVERED));

        assertThat(watch.end(KEY)).map(ReceiptWatch.Ended::end).contains(End.DELIVERED);
        assertThat(watch.release(KEY)).contains(negative("b/b1"));
        assertThat(watch.release(KEY)).as("once").isEmpty();
    }

    @Test
    void oneThatIsStillTriedIsNoSilence() {
        watch.begin(AT_B);
        watch.note(KEY, "b", receipt(SmsReceipt.State.UNKNOWN));
        watch.note(KEY, "b", receipt(SmsReceipt.State.ENROUTE));

        assertThat(watch.end(KEY)).isEmpty();
        assertThat(watch.timeOut(AT_B)).map(ReceiptWatch.Ended::end).contains(End.UNDERWAY);
        assertThat(watch.timeOut(AT_B)).as("once").isEmpty();
    }

    @Test
    void whatSaysNothingIsSilence() {
        watch.begin(AT_B);
        watch.note(KEY, "b", receipt(SmsReceipt.State.UNKNOWN));

        assertThat(watch.timeOut(AT_B)).map(ReceiptWatch.Ended::end).contains(End.SILENCE);
    }

    @Test
    void whatOthersSaidIsForgottenWhenOneHasIt() {
        watch.begin(AT_B);
        watch.hold(KEY, "a", negative("a/a1"));
        watch.note(KEY, "a", receipt(SmsReceipt.State.ENROUTE));

        watch.forgetOthers(KEY, "b");

        assertThat(watch.release(KEY)).isEmpty();
        assertThat(watch.timeOut(AT_B)).map(ReceiptWatch.Ended::end).contains(End.SILENCE);
    }

    @Test
    void whatItSaidItselfIsKept() {
        watch.begin(AT_B);
        watch.hold(KEY, "b", negative("b/b1"));

        watch.forgetOthers(KEY, "b");

        assertThat(watch.end(KEY)).map(ReceiptWatch.Ended::end).contains(End.NEGATIVE);
        assertThat(watch.release(KEY)).contains(negative("b/b1"));
    }

    @Test
    void itHasRoomForTenThousand() {
        for (int order = 0; order < 10_000; order++) {
            assertThat(watch.isFull()).isFalse();
            SmsOrder another =
                    new SmsOrder(new UUID(0, order), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(300));
            watch.begin(OrderJourney.begin(another, "b"));
        }

        assertThat(watch.isFull()).isTrue();
    }

    private static Receipt receipt(SmsReceipt.State state) {
        return new Receipt("1", state, "000", OptionalInt.empty(), "+4915112345678");
    }

    private static SmsReceipt negative(String id) {
        return new SmsReceipt(KEY, id, SmsReceipt.State.UNDELIVERABLE, "001", NOW, "gateway");
    }
}
