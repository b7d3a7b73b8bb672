package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of an order with a message center that answers by script and a broker that remembers in lists. */
class OrderDispatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final DispatchSettings SETTINGS = new DispatchSettings(
            "gateway1",
            SmppAddress.source("Countersign"),
            Duration.ofMillis(30),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)));

    private final ScriptedCenter center = new ScriptedCenter();
    private final ListMemory memory = new ListMemory();
    private final SubmissionWindow window = new SubmissionWindow(1, 10);
    private final ExecutorService submitters = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OrderDispatch dispatch = new OrderDispatch(
            center,
            memory,
            window,
            SETTINGS,
            new OrderDispatch.Workers(submitters, timer, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)));

    @AfterEach
    void stop() {
        window.close();
        timer.shutdownNow();
        submitters.shutdownNow();
    }

    @Test
    void tellsWhatTheMessageCenterAnswered() throws Exception {
        center.answers(SubmitAnswer.accepted("a1"));

        SmsOrder order = begin(NOW.plusSeconds(60));

        SmsResult result = memory.nextResult();
        assertThat(result)
                .isEqualTo(new SmsResult(order.messageKey(), SmsResult.State.SUBMITTED, "a1", 0, 1, NOW, "gateway1"));
        assertThat(center.sent).hasSize(1);
        assertThat(center.sent.get(0).validityPeriod()).isEqualTo("000000000100000R");
        assertThat(center.sent.get(0).receiptWanted()).isTrue();
    }

    @Test
    void sendsNothingOnceTheCodeIsDead() throws Exception {
        begin(NOW);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.EXPIRED);
        assertThat(center.sent).isEmpty();
    }

    @Test
    void repeatsWhatIsRefusedForNowUntilItIsTaken() throws Exception {
        center.answers(
                SubmitAnswer.refused(CommandStatus.ESME_RTHROTTLED),
                SubmitAnswer.refused(CommandStatus.ESME_RSYSERR),
                SubmitAnswer.notSent(),
                SubmitAnswer.accepted("a1"));

        begin(NOW.plusSeconds(60));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(center.sent).hasSize(4);
    }

    @Test
    void bindsAnewWhenTheBindIsAtFault() throws Exception {
        center.answers(SubmitAnswer.refused(0x04), SubmitAnswer.accepted("a1"));

        begin(NOW.plusSeconds(60));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(center.rebinds).isEqualTo(1);
    }

    @Test
    void repeatsAnUnansweredSubmitOnceWithTheSameTextAndReference() throws Exception {
        center.answers(SubmitAnswer.unanswered(), SubmitAnswer.unanswered());

        SmsOrder order = begin(NOW.plusSeconds(60));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center.sent).hasSize(2);
        assertThat(center.sent.get(0)).isEqualTo(center.sent.get(1));
        assertThat(memory.marked).containsExactly(order.messageKey());
    }

    @Test
    void aReceiptThatEchoesTheReferenceSparesTheRepeat() throws Exception {
        center.answers(SubmitAnswer.unanswered());
        center.beforeAnswer = message -> dispatch.receive(receipt("f00d", message.reference()));

        SmsOrder order = begin(NOW.plusSeconds(60));

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo("f00d");
        assertThat(center.sent).hasSize(1);
        assertThat(memory.receipts.poll(10, TimeUnit.SECONDS).messageKey()).isEqualTo(order.messageKey());
    }

    @Test
    void repeatsOnceWhatTheLastLifeLeftInTheInflightQueue() throws Exception {
        center.answers(SubmitAnswer.accepted("a1"));
        window.bound(true);
        SmsOrder order = order(NOW.plusSeconds(60));

        dispatch.takeUp(new GatewayMemory.Inflight(order, false));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.marked).containsExactly(order.messageKey());
        assertThat(center.sent).hasSize(1);
    }

    @Test
    void doesNotRepeatWhatTheLastLifeHadRepeated() throws Exception {
        window.bound(true);

        dispatch.takeUp(new GatewayMemory.Inflight(order(NOW.plusSeconds(60)), true));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center.sent).isEmpty();
    }

    @Test
    void keepsAResultUntilTheBrokerTakesIt() throws Exception {
        center.answers(SubmitAnswer.accepted("a1"));
        memory.failures = 2;

        SmsOrder order = begin(NOW.plusSeconds(60));

        assertThat(memory.nextResult().messageKey()).isEqualTo(order.messageKey());
        assertThat(center.sent).hasSize(1);
    }

    @Test
    void passesAReceiptForAnUnknownMessageOnWithoutAKey() throws Exception {
        dispatch.receive(receipt("cafe", 7));

        SmsReceipt receipt = memory.receipts.poll(10, TimeUnit.SECONDS);
        assertThat(receipt.messageKey()).isNull();
        assertThat(receipt.smscMessageId()).isEqualTo("cafe");
    }

    private SmsOrder begin(Instant expiresAt) {
        SmsOrder order = order(expiresAt);
        window.bound(true);
        assertThat(window.admit(Duration.ZERO)).isTrue();
        dispatch.begin(order);
        return order;
    }

    private static SmsOrder order(Instant expiresAt) {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW.minusSeconds(1), expiresAt);
    }

    private static Receipt receipt(String id, int reference) {
        return new Receipt(id, SmsReceipt.State.DELIVERED, "000", OptionalInt.of(reference), "4915112345678");
    }

    private static final class ScriptedCenter implements MessageCenter {

        private final Queue<SubmitAnswer> script = new ArrayDeque<>();
        private final List<ShortMessage> sent = new ArrayList<>();
        private java.util.function.Consumer<ShortMessage> beforeAnswer = message -> {};
        private int rebinds;

        private void answers(SubmitAnswer... answers) {
            script.addAll(List.of(answers));
        }

        @Override
        public SubmitAnswer submit(ShortMessage message) {
            sent.add(message);
            beforeAnswer.accept(message);
            return script.remove();
        }

        @Override
        public void rebind() {
            rebinds++;
        }
    }

    private static final class ListMemory implements GatewayMemory {

        private final BlockingQueue<SmsResult> results = new LinkedBlockingQueue<>();
        private final BlockingQueue<SmsReceipt> receipts = new LinkedBlockingQueue<>();
        private final List<UUID> marked = new ArrayList<>();
        private int failures;

        private SmsResult nextResult() throws InterruptedException {
            SmsResult result = results.poll(10, TimeUnit.SECONDS);
            assertThat(result).as("a result within ten seconds").isNotNull();
            return result;
        }

        @Override
        public List<Inflight> listInflight() {
            return List.of();
        }

        @Override
        public void markRepeated(UUID messageKey) {
            marked.add(messageKey);
        }

        @Override
        public void settle(SmsResult result) {
            if (failures-- > 0) {
                throw new IllegalStateException("broker away");
            }
            results.add(result);
        }

        @Override
        public void tell(SmsReceipt receipt) {
            receipts.add(receipt);
        }

        @Override
        public void tell(GatewayReport report) {
            throw new AssertionError("the dispatch reports nothing");
        }
    }
}
