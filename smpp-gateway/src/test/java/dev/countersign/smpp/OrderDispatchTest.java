package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of an order with carriers that answer by script and a broker that remembers in lists. */
@Timeout(60)
class OrderDispatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DEAD = NOW.plusSeconds(60);
    private static final String A = Carrier.DEFAULT_NAME;
    private static final String B = "b";
    private static final String C = "c";
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration SOON = Duration.ofMillis(40);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int FILTERED = 0x401;
    private static final int BAD_SENDER = 0x0a;

    /** Of the GSM alphabet; but for a carrier that takes all of it as one. */
    private static final String TWO_PARTS = "x".repeat(161);

    private final ListMemory memory = new ListMemory();
    private final Map<String, ScriptedCenter> centers = new HashMap<>();
    private final ExecutorService submitters = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clockwork clockwork =
            new Clockwork(timer, submitters, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(this::line, clockwork);
    private final Unsettled unsettled = new Unsettled(10);
    private final OrderDispatch dispatch = dispatch(memory);
    private Duration receiptWait = Duration.ofMillis(30);
    private SegmentedText.Form longTexts = SegmentedText.Form.UDH;

    @AfterEach
    void stop() {
        network.close(Duration.ZERO);
        timer.shutdownNow();
        submitters.shutdownNow();
    }

    @Test
    void tellsWhatTheCarrierAnswered() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult())
                .isEqualTo(new SmsResult(
                        order.messageKey(),
                        SmsResult.State.SUBMITTED,
                        "a1",
                        0,
                        1,
                        NOW,
                        "gateway1",
                        null,
                        new SmsResult.Way(A, "+", BigDecimal.ZERO)));
        assertThat(center(A).sent).containsExactly(order);
        Polling.until(() -> !dispatch.isOpen(order.messageKey()));
    }

    @Test
    void sendsNothingOnceTheCodeIsDead() throws Exception {
        carriers(NEVER, A);

        begin(NOW);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.EXPIRED);
        assertThat(center(A).sent).isEmpty();
    }

    @Test
    void repeatsWhatIsRefusedForNowUntilItIsTaken() throws Exception {
        carriers(NEVER, A);
        center(A)
                .answers(
                        SubmitAnswer.refused(CommandStatus.ESME_RTHROTTLED),
                        SubmitAnswer.refused(CommandStatus.ESME_RSYSERR),
                        SubmitAnswer.refused(0x04),
                        SubmitAnswer.notSent(),
                        SubmitAnswer.accepted("a1"));

        begin(DEAD);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(center(A).sent).hasSize(5);
    }

    @Test
    void repeatsAnUnansweredSubmitOnce() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.cut(), SubmitAnswer.unanswered());

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center(A).sent).hasSize(2);
        assertThat(memory.markOf(order.messageKey()).repeated()).isTrue();
    }

    @Test
    void repeatsAnUnansweredSubmitByAnotherCarrierThatIsUp() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.unanswered());
        center(B).answers(SubmitAnswer.accepted("b1"));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(center(A).sent).hasSize(1);
    }

    /** It has one copy, and nobody waits for that. */
    @Test
    void whatAJammedCarrierDoesNotDeliverIsNoNewsOnceAnotherHasTheOrder() throws Exception {
        carriers(NEVER, A, B);
        SubmitAnswer open = open();
        center(A).answers(open);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        answer(open, SubmitAnswer.accepted("a1"));

        receive(A, byId("a1", SmsReceipt.State.EXPIRED));
        receive(A, receipt("a1", order, SmsReceipt.State.REJECTED));

        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));
        assertThat(memory.nextReceipt().smscMessageId()).as("a phone has it").isEqualTo("a1");
    }

    /** Its first part is taken and the second refused, or nobody knows of the first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartOfItThatOneCarrierDeliversIsNotTheWholeThatAnotherHas(boolean taken) throws Exception {
        carriers(NEVER, A, B);
        if (taken) {
            center(A).answers(SubmitAnswer.accepted("a1"), SubmitAnswer.refused(BAD_SENDER));
        } else {
            center(A).answers(SubmitAnswer.unanswered());
        }
        center(B).answers(SubmitAnswer.accepted("b1"), SubmitAnswer.accepted("b2"));
        center(B).beforeAnswer = sent -> receive(A, receipt("a1", sent, SmsReceipt.State.DELIVERED));
        SmsOrder order = begin(orderWith(TWO_PARTS));
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        receive(B, receipt("b1", order, SmsReceipt.State.UNDELIVERABLE));
        assertThat(memory.nextReceipt().smscMessageId()).as("the first").isEqualTo("b/b1");
    }

    /** The carrier that is to have all of it may be away for long. */
    @Test
    void aPartThatIsDeliveredIsNotTheWholeWhileTheNextCarrierIsWaitedFor() throws Exception {
        carriers(NEVER, A, B);
        window(B).bound(0);
        center(A).answers(SubmitAnswer.accepted("a1"), SubmitAnswer.refused(BAD_SENDER));
        SmsOrder order = begin(orderWith(TWO_PARTS));

        Polling.until(
                () -> center(A).sent.size() == 2 && isPassedOver(A, receipt("a1", order, SmsReceipt.State.DELIVERED)));

        center(B).answers(SubmitAnswer.accepted("b1"), SubmitAnswer.accepted("b2"));
        window(B).bound(1);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    private boolean isPassedOver(String carrier, Receipt receipt) {
        memory.receipts.clear();
        receive(carrier, receipt);
        return memory.receipts.isEmpty();
    }

    @Test
    void anOrderGoesOnAfterAFaultOfTheSubmit() throws Exception {
        carriers(NEVER, A);
        center(A).beforeAnswer = order -> {
            if (center(A).sent.size() == 1) {
                throw new ClassCastException("not a submit_sm_resp");
            }
        };
        center(A).answers(SubmitAnswer.accepted("a1"));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.markOf(order.messageKey()).repeated()).isTrue();
    }

    @Test
    void anAnswerThatComesLateSettlesItAndSparesTheRepeat() throws Exception {
        receiptWait = LATE;
        carriers(NEVER, A, B);
        SubmitAnswer open = open();
        center(A).answers(open);
        SmsOrder order = begin(DEAD);
        Polling.until(() -> network.find(A).orElseThrow().lastFault().startsWith("no answer"));
        assertThat(window(A).outstanding()).as("the message center has it open").isEqualTo(1);

        answer(open, SubmitAnswer.accepted("a1"));

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo("a1");
        assertThat(center(A).sent).containsExactly(order);
        assertThat(center(B).sent).isEmpty();
        assertThat(window(A).outstanding()).isZero();
        receive(A, byId("a1", SmsReceipt.State.DELIVERED));
        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
    }

    @Test
    void aRefusalThatComesLateSendsItByTheNextRoute() throws Exception {
        receiptWait = LATE;
        carriers(NEVER, A, B);
        SubmitAnswer open = open();
        center(A).answers(open);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = begin(DEAD);
        Polling.until(() -> center(A).sent.size() == 1);

        answer(open, SubmitAnswer.refused(BAD_SENDER));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(memory.markOf(order.messageKey()).repeated())
                .as("nothing left twice")
                .isFalse();
    }

    @Test
    void afterALateAnswerToOnePartTheNextOneGoesOut() throws Exception {
        receiptWait = LATE;
        carriers(NEVER, A);
        SubmitAnswer open = open();
        center(A).answers(open, SubmitAnswer.accepted("a2"));
        begin(orderWith(TWO_PARTS));
        Polling.until(() -> center(A).sent.size() == 1);

        answer(open, SubmitAnswer.accepted("a1"));

        SmsResult result = memory.nextResult();
        assertThat(result.smscMessageId()).isEqualTo("a1");
        assertThat(result.parts()).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesAfterTheRepeatSaysThatItWasTaken() throws Exception {
        carriers(NEVER, A);
        SubmitAnswer first = open();
        SubmitAnswer second = open();
        center(A).answers(first, second);
        center(A).beforeAnswer = order -> {
            if (center(A).sent.size() == 2) {
                answer(first, SubmitAnswer.accepted("a1"));
            }
        };

        begin(DEAD);

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo("a1");
    }

    @Test
    void aRepeatThatWaitsForItsPlaceIsNotSentWhenTheAnswerComes() throws Exception {
        carriers(NEVER, A);
        SubmitAnswer open = open();
        center(A).answers(open);
        SmsOrder order = begin(DEAD);
        fill(A);
        Polling.until(() -> memory.markOf(order.messageKey()).repeated());

        answer(open, SubmitAnswer.accepted("a1"));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        assertThat(center(A).sent).hasSize(1);
    }

    /** As message_payload, or over HTTP: it is paid by what the phone puts together. */
    @Test
    void aLongTextThatGoesWholeCountsAsManyAsItComesTo() throws Exception {
        longTexts = SegmentedText.Form.PAYLOAD;
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));

        begin(orderWith(TWO_PARTS));

        assertThat(memory.nextResult().parts()).isEqualTo(2);
        assertThat(center(A).sent).hasSize(1);
    }

    @Test
    void aReceiptThatProvesALongTextCountsAsManyToo() throws Exception {
        receiptWait = LATE;
        longTexts = SegmentedText.Form.PAYLOAD;
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.unanswered());
        SmsOrder order = begin(orderWith("\u0416".repeat(71)));
        Polling.until(() -> center(A).sent.size() == 1);

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        assertThat(memory.nextResult().parts()).isEqualTo(2);
    }

    /** By its id alone: an order that is settled is found no other way. */
    @Test
    void theReceiptOfWhatWasAnsweredAfterTheEndFindsItsOrder() throws Exception {
        carriers(NEVER, A);
        SubmitAnswer open = open();
        center(A).answers(open, SubmitAnswer.unanswered());
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        Polling.until(() -> !dispatch.isOpen(order.messageKey()));

        answer(open, SubmitAnswer.accepted("a1"));

        receive(A, byId("a1", SmsReceipt.State.DELIVERED));
        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
        assertThat(memory.results).isEmpty();
    }

    /** One whose answer may still come. */
    private static SubmitAnswer open() {
        return SubmitAnswer.unanswered(new CompletableFuture<>());
    }

    private static void answer(SubmitAnswer open, SubmitAnswer answer) {
        open.later().orElseThrow().answer().complete(answer);
    }

    @Test
    void aReceiptThatEchoesTheReferenceSparesTheRepeat() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.unanswered());
        center(A).beforeAnswer = order -> receive(A, receipt("f00d", order, SmsReceipt.State.DELIVERED));

        SmsOrder order = begin(DEAD);

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo("f00d");
        assertThat(center(B).sent).isEmpty();
        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
    }

    /** As a carrier over HTTP says it again, of which no answer has told the id. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptThatEchoesTheKeySparesTheRepeat(boolean heardHere) throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.unanswered());
        center(A).beforeAnswer = order -> {
            Receipt receipt = keyed("f00d", order.messageKey(), SmsReceipt.State.ENROUTE);
            if (heardHere) {
                receive(A, receipt);
            } else {
                hear(A, receipt);
            }
        };

        SmsOrder order = begin(DEAD);

        SmsResult result = memory.nextResult();
        assertThat(result.messageKey()).isEqualTo(order.messageKey());
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo("f00d");
        assertThat(center(A).sent).hasSize(1);
        assertThat(center(B).sent).isEmpty();
    }

    /** As an operator has it pause who sees its faults. It tells all the same what became of what it took, also of the last life's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptOfACarrierThatPausesByThenSparesTheRepeat(boolean found) throws Exception {
        receiptWait = LATE;
        carriers(NEVER, A, B);
        SmsOrder order = found ? order(DEAD) : beginUnanswered();
        network.apply(book(NEVER, A, B).without(Set.of(A)));
        if (found) {
            dispatch.takeUp(new GatewayMemory.Inflight(order, Mark.NONE));
        }

        receive(A, keyed("f00d", order.messageKey(), SmsReceipt.State.DELIVERED));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("f00d");
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void aReceiptForTheFirstPartOfACarrierThatPausesByThenSparesNoRepeat() throws Exception {
        carriers(NEVER, A, B);
        SmsOrder order = orderWith(TWO_PARTS);
        network.apply(book(NEVER, A, B).without(Set.of(A)));
        center(B).answers(SubmitAnswer.accepted("b1"), SubmitAnswer.accepted("b2"));
        dispatch.takeUp(new GatewayMemory.Inflight(order, Mark.NONE));

        receive(A, keyed("f00d", order.messageKey(), SmsReceipt.State.ENROUTE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    private SmsOrder beginUnanswered() {
        center(A).answers(SubmitAnswer.unanswered());
        SmsOrder order = begin(DEAD);
        Polling.until(() -> network.find(A).orElseThrow().lastFault().startsWith("no answer"));
        return order;
    }

    /** It may have been sent before a restart. A negative one may be of a carrier that has been left meanwhile. */
    @ParameterizedTest
    @CsvSource({"DELIVERED, true", "ENROUTE, true", "UNDELIVERABLE, false"})
    void whatIsSaidOfAKeyThatNobodyKnowsHereIsToldWithIt(SmsReceipt.State state, boolean named) throws Exception {
        carriers(NEVER, A);
        UUID key = UUID.randomUUID();

        receive(A, keyed("f00d", key, state));

        assertThat(memory.nextReceipt().messageKey()).isEqualTo(named ? key : null);
        assertThat(Objects.requireNonNull(memory.heard.poll(10, TimeUnit.SECONDS))
                        .messageKey())
                .isEqualTo(key);
    }

    @Test
    void aReceiptForTheFirstPartDoesNotSpareTheRepeatOfALaterOne() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"), SubmitAnswer.unanswered(), SubmitAnswer.accepted("a2"));
        center(A).beforeAnswer = order -> {
            if (center(A).sent.size() == 2) {
                receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));
            }
        };

        begin(orderWith(TWO_PARTS));

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.parts()).isEqualTo(2);
        assertThat(result.smscMessageId()).isEqualTo("a1");
        assertThat(center(A).sent).hasSize(3);
    }

    @Test
    void aReceiptForTheFirstPartLeavesItUncertainWhetherTheLastOneCame() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"), SubmitAnswer.unanswered(), SubmitAnswer.unanswered());
        SmsOrder order = begin(orderWith(TWO_PARTS));
        Polling.until(() -> center(A).sent.size() == 2);

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center(A).sent).hasSize(3);
    }

    @Test
    void repeatsOnceWhatTheLastLifeLeftInTheInflightQueue() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));
        SmsOrder order = order(DEAD);

        dispatch.takeUp(new GatewayMemory.Inflight(order, Mark.NONE));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.markOf(order.messageKey()).repeated()).isTrue();
        assertThat(center(A).sent).hasSize(1);
    }

    /** Its commit was reported as failed, and the broker had done it. */
    @Test
    void anOrderThatWasGivenBackAndLiesInTheInflightQueueIsTakenUpOnce() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));
        SmsOrder order = order(DEAD);
        GatewayMemory.Inflight inflight = new GatewayMemory.Inflight(order, Mark.NONE);
        dispatch.admit(order, Duration.ZERO).orElseThrow().withdraw();
        assertThat(dispatch.isLost(order.messageKey())).isTrue();

        dispatch.takeUpLost(inflight);
        dispatch.takeUpLost(inflight);

        assertThat(dispatch.isTaken(order.messageKey())).isTrue();
        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        Polling.until(() -> !dispatch.isOpen(order.messageKey()));
        dispatch.takeUpLost(inflight);
        assertThat(dispatch.isOpen(order.messageKey())).isFalse();
        assertThat(center(A).sent).hasSize(1);
    }

    /** It is committed, and whoever has its place has not come to begin yet. */
    @Test
    void anOrderThatIsAboutToBeginIsNotTakenUp() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));
        SmsOrder order = order(DEAD);
        ReservedPlace place = dispatch.admit(order, Duration.ZERO).orElseThrow();
        assertThat(dispatch.isLost(order.messageKey())).isFalse();

        dispatch.takeUpLost(new GatewayMemory.Inflight(order, Mark.NONE));

        assertThat(dispatch.isOpen(order.messageKey())).isFalse();
        place.begin();
        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.markOf(order.messageKey()).repeated()).isFalse();
    }

    @Test
    void doesNotRepeatWhatTheLastLifeHadRepeated() throws Exception {
        carriers(NEVER, A);

        dispatch.takeUp(new GatewayMemory.Inflight(order(DEAD), new Mark(true, false, Set.of(), Optional.empty())));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center(A).sent).isEmpty();
    }

    /** The core has heard nothing yet, though a carrier is barred. */
    @Test
    void whatTheLastLifeLeftUncertainIsToldAlsoWhereACarrierHadRefusedIt() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.refused(BAD_SENDER));
        center(B).answers(SubmitAnswer.unanswered(), SubmitAnswer.unanswered());
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        Mark left = memory.markOf(order.messageKey());
        assertThat(left.tried()).containsExactly(A);
        ListMemory next = new ListMemory();

        dispatch(next).takeUp(new GatewayMemory.Inflight(order, left));

        assertThat(next.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center(B).sent).hasSize(2);
    }

    @Test
    void whatTheCoreWasToldIsNotTakenBackAfterARestart() throws Exception {
        carriers(NEVER, A, B);
        SmsOrder order = order(DEAD);

        dispatch.takeUp(new GatewayMemory.Inflight(order, new Mark(true, true, Set.of(A), Optional.empty())));

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(memory.results).isEmpty();
    }

    /** Of the carrier that was left before the restart: it has it no more, and proves nothing. */
    @ParameterizedTest
    @EnumSource(names = {"UNDELIVERABLE", "ENROUTE"})
    void aLateReceiptOfACarrierThatTheLastLifeLeftSendsNothingTwice(SmsReceipt.State state) throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = order(DEAD);
        dispatch.takeUp(new GatewayMemory.Inflight(order, new Mark(false, true, Set.of(A), Optional.empty())));

        receive(A, receipt("a1", order, state));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
        assertThat(memory.results).isEmpty();
        assertThat(center(B).sent).hasSize(1);
    }

    /** It said that it has nothing of it; what it says later moves the order nowhere. */
    @Test
    void aReceiptOfACarrierThatRefusedItProvesNothing() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.refused(BAD_SENDER));
        center(B).answers(SubmitAnswer.unanswered(), SubmitAnswer.accepted("b1"));
        center(B).beforeAnswer = order -> {
            if (center(B).sent.size() == 1) {
                receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));
            }
        };

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(center(B).sent).hasSize(2);
    }

    /** Nothing that is tried about it can succeed, and it would take a place for good. */
    @Test
    void whatDoesNotLieInTheInflightQueueIsToldOnceAndOver() throws Exception {
        carriers(LATE, A, B);
        for (int taken = 0; taken < 10; taken++) {
            center(A).answers(SubmitAnswer.accepted("a" + taken));
            SmsOrder order = order(DEAD);
            memory.missing.add(order.messageKey());

            dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();

            assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
            Polling.until(() -> !dispatch.isOpen(order.messageKey()));
        }
        assertThat(memory.results).isEmpty();
        Polling.until(dispatch::hasRoom);
    }

    @Test
    void whatWasTakenOutOfTheInflightQueueMeanwhileGoesNowhereElse() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = beginTaken();
        memory.missing.add(order.messageKey());

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextReceipt().state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
        assertThat(dispatch.isOpen(order.messageKey())).isFalse();
        assertThat(center(B).sent).isEmpty();
    }

    /** A broker keeps what a session held that broke, for half a minute. */
    @Test
    void whatIsNotSeenInTheInflightQueueForAWhileIsNotGone() throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        memory.unseen.set(Steps.LOOKS - 1);
        SmsOrder order = beginTaken();
        memory.unseen.set(Steps.LOOKS - 1);

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(center(B).sent).containsExactly(order);
    }

    @Test
    void whatIsNotSeenThereForAWhileIsRepeatedAllTheSame() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.unanswered(), SubmitAnswer.accepted("a2"));
        memory.unseen.set(Steps.LOOKS - 1);

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a2");
        assertThat(center(A).sent).hasSize(2);
    }

    @Test
    void whatDoesNotLieInTheInflightQueueIsNotRepeated() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.unanswered());
        SmsOrder order = order(DEAD);
        memory.missing.add(order.messageKey());

        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.UNCERTAIN);
        assertThat(center(A).sent).hasSize(1);
    }

    @Test
    void keepsAResultUntilTheBrokerTakesIt() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));
        memory.failures.set(2);

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().messageKey()).isEqualTo(order.messageKey());
        assertThat(center(A).sent).hasSize(1);
    }

    @Test
    void passesAReceiptForAnUnknownMessageOnWithoutAKey() throws Exception {
        carriers(NEVER, A, B);
        Receipt cafe = receipt("cafe", order(DEAD), SmsReceipt.State.DELIVERED);

        receive(B, cafe);

        SmsReceipt receipt = memory.nextReceipt();
        assertThat(receipt.messageKey()).isNull();
        assertThat(receipt.smscMessageId()).isEqualTo("b/cafe");
        SmsHeard heard = memory.heard.poll(10, TimeUnit.SECONDS);
        assertThat(heard).isEqualTo(cafe.heardBy("gateway1", B));
        assertThat(Objects.requireNonNull(heard).reference()).isNotNull();
    }

    @Test
    void aReceiptForAKnownMessageConcernsNoOtherGateway() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = beginTaken();

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
        Receipt strange = receipt("cafe", order(DEAD), SmsReceipt.State.DELIVERED);
        receive(A, strange);
        assertThat(memory.heard.poll(10, TimeUnit.SECONDS)).as("the first").isEqualTo(strange.heardBy("gateway1", A));
    }

    @Test
    void aNegativeReceiptForAnUnknownMessageIsToldAndPassedOn() throws Exception {
        carriers(LATE, A, B);
        Receipt cafe = receipt("cafe", order(DEAD), SmsReceipt.State.UNDELIVERABLE);

        receive(A, cafe);

        assertThat(memory.nextReceipt().state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
        assertThat(memory.heard.poll(10, TimeUnit.SECONDS)).isEqualTo(cafe.heardBy("gateway1", A));
    }

    @Test
    void aGoodReceiptThatAnotherGatewayHeardEndsTheWatch() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = beginTaken();

        hear(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
        assertThat(memory.receipts).as("the other gateway told it").isEmpty();
    }

    @Test
    void aNegativeReceiptThatAnotherGatewayHeardSendsItByTheNextRoute() throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = beginTaken();

        hear(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
    }

    /** Its watch is over, and that of the next carrier has its own time. */
    @Test
    void aLateNegativeReceiptThatAnotherGatewayHeardIsNoWordOfTheNextCarrier() throws Exception {
        carriers(LATE, A, B, C);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = beginTaken();
        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");

        hear(A, receipt("a1", order, SmsReceipt.State.EXPIRED));

        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
        assertThat(center(C).sent).isEmpty();
    }

    @Test
    void whatAnotherGatewayHeardCountsAlsoWhereItOvertookTheAnswer() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(A).beforeAnswer = order -> dispatch.receiveElsewhere(A, byId("a1", SmsReceipt.State.DELIVERED));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void aReceiptThatAnotherGatewayHeardProvesThatTheCarrierTookIt() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.unanswered());
        center(A).beforeAnswer = order -> hear(A, receipt("a1", order, SmsReceipt.State.ENROUTE));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        assertThat(center(A).sent).hasSize(1);
    }

    @Test
    void whatConcernsNoOrderOfOursIsNothing() throws Exception {
        carriers(LATE, A);
        hear(A, receipt("cafe", order(DEAD), SmsReceipt.State.UNDELIVERABLE));

        receive(A, receipt("f00d", order(DEAD), SmsReceipt.State.DELIVERED));

        assertThat(memory.nextReceipt().smscMessageId()).as("the first").isEqualTo("f00d");
        SmsHeard heard = memory.heard.poll(10, TimeUnit.SECONDS);
        assertThat(Objects.requireNonNull(heard).messageId())
                .as("the other was passed on already")
                .isEqualTo("f00d");
    }

    @Test
    void goesToTheNextRouteWhenTheFirstIsAtFault() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.refused(BAD_SENDER));
        center(B).answers(SubmitAnswer.accepted("b1"));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(network.find(A).orElseThrow().lastFault()).isEqualTo("ESME_RINVSRCADR (0x0a)");
    }

    /** A form that it does not know, and not a code that is dead: such a one is not submitted. */
    @Test
    void goesToTheNextRouteWhenTheFirstTakesNoValidityOfOurForm() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.refused(0x62));
        center(B).answers(SubmitAnswer.accepted("b1"));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(network.find(A).orElseThrow().lastFault()).isEqualTo("ESME_RINVEXPIRY (0x62)");
    }

    /** Most messages are short. */
    @Test
    void aCarrierThatTakesNoLongTextsIsUpForTheOthers() throws Exception {
        longTexts = SegmentedText.Form.PAYLOAD;
        carriers(NEVER, A, B);
        for (int refusal = 0; refusal < 3; refusal++) {
            center(A).answers(SubmitAnswer.refused(0x43));
            center(B).answers(SubmitAnswer.accepted("b1"));
            begin(orderWith(TWO_PARTS));
            assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        }

        assertThat(network.isUp(A)).isTrue();
    }

    @Test
    void goesToTheNextRouteWhenTheFirstHasNoBind() throws Exception {
        carriers(NEVER, A, B);
        window(A).bound(0);
        center(B).answers(SubmitAnswer.accepted("b1"));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(center(A).sent).isEmpty();
    }

    @Test
    void tellsThatANumberIsBlockedWhenEveryCarrierSaysSo() throws Exception {
        carriers(NEVER, A, B);
        center(A).answers(SubmitAnswer.refused(FILTERED));
        center(B).answers(SubmitAnswer.refused(FILTERED));

        begin(DEAD);

        SmsResult result = memory.nextResult();
        assertThat(result.state()).isEqualTo(SmsResult.State.REFUSED);
        assertThat(result.refusal()).isEqualTo(SmsResult.Refusal.BLOCKED);
    }

    @Test
    void anOrderWaitsInTheQueueWhileNoCarrierIsBound() {
        carriers(NEVER, A, B);
        window(A).bound(0);
        window(B).bound(0);

        assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isEmpty();
        assertThat(dispatch.hasRoute(order(DEAD))).isTrue();
        // The places are given back, or after ten tries there would be none.
        for (int again = 0; again < 20; again++) {
            assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isEmpty();
        }
        window(B).bound(1);
        assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isPresent();
    }

    /** A send that is repeated while the first one is still under way passes the broker. */
    @Test
    void anOrderThatComesAgainIsTakenNoMoreWhateverBecameOfIt() throws Exception {
        carriers(NEVER, A);
        center(A).answers(SubmitAnswer.accepted("a1"));
        SmsOrder order = order(DEAD);
        ReservedPlace place = dispatch.admit(order, Duration.ZERO).orElseThrow();
        assertThat(dispatch.admit(order, Duration.ZERO)).isEmpty();

        place.withdraw();
        assertThat(dispatch.isTaken(order.messageKey())).isFalse();
        dispatch.admit(order, Duration.ZERO).orElseThrow().begin();
        memory.nextResult();
        Polling.until(() -> !dispatch.isOpen(order.messageKey()));

        assertThat(dispatch.isTaken(order.messageKey())).isTrue();
        assertThat(dispatch.admit(order, Duration.ZERO)).isEmpty();
        assertThat(center(A).sent).hasSize(1);
    }

    /** Its place would be lost to all meanwhile. */
    @Test
    void anOrderThatHasItsPlaceIsNotBehindThoseThatHaveNone() throws Exception {
        carriers(NEVER, A);
        SmsOrder first = order(DEAD);
        ReservedPlace place = dispatch.admit(first, Duration.ZERO).orElseThrow();
        fill(A);
        List<SmsOrder> behind = Stream.generate(() -> order(DEAD)).limit(40).toList();
        behind.forEach(order -> dispatch.takeUp(new GatewayMemory.Inflight(order, Mark.NONE)));
        Polling.until(() -> behind.stream()
                .allMatch(order -> memory.markOf(order.messageKey()).repeated()));
        center(A).answers(SubmitAnswer.accepted("a1"));

        place.begin();

        assertThat(memory.nextResult().messageKey()).isEqualTo(first.messageKey());
    }

    @Test
    void anotherCarrierThatHasRoomIsTakenAtOnce() throws Exception {
        carriers(NEVER, A, B);
        fill(A);
        center(B).answers(SubmitAnswer.accepted("b1"));

        dispatch.admit(order(DEAD), Duration.ofMinutes(5)).orElseThrow().begin();

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    @Test
    void anOrderOfAFullCarrierIsWaitedForOnlyWhileNobodyHasRoom() {
        carriers(NEVER, A, B);
        network.apply(new CarrierBook(
                network.list().stream().map(CarrierLine::carrier).toList(), List.of(routeTo(A))));
        fill(A);
        assertThat(dispatch.admit(order(DEAD), Duration.ofMinutes(5))).isEmpty();
        assertThat(dispatch.hasRoom()).isTrue();

        fill(B);
        assertThat(dispatch.hasRoom()).isFalse();
        var unused = timer.schedule(() -> window(A).leave(), 100, TimeUnit.MILLISECONDS);

        assertThat(dispatch.admit(order(DEAD), Duration.ofMinutes(5))).isPresent();
    }

    @Test
    void thereIsNoRoomWhileAsManyAreUnsettledAsMayBe() {
        carriers(NEVER, A);
        window(A).bound(3);
        for (int taken = 0; taken < 10; taken++) {
            assertThat(dispatch.hasRoom()).isTrue();
            assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isPresent();
        }

        assertThat(network.hasRoom()).isTrue();
        assertThat(dispatch.hasRoom()).isFalse();
    }

    @Test
    void aCarrierThatRefusesForNowLeavesHalfOfThePlacesToTheOthers() {
        carriers(NEVER, A, B);
        List<Carrier> both = network.list().stream().map(CarrierLine::carrier).toList();
        network.apply(new CarrierBook(both, List.of(routeTo(A))));
        for (int strike = 0; strike < 3; strike++) {
            network.find(A).orElseThrow().note(SubmitAnswer.refused(CommandStatus.ESME_RSYSERR), Set.of(), NOW);
        }
        int taken = 0;
        while (dispatch.admit(order(DEAD), Duration.ZERO).isPresent()) {
            taken++;
            window(A).leave();
        }

        assertThat(taken).isEqualTo(5);
        network.apply(new CarrierBook(both, List.of(routeTo(B))));
        assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isPresent();
        network.apply(new CarrierBook(List.of(network.find(A).orElseThrow().carrier()), List.of(routeTo(A))));
        assertThat(dispatch.admit(order(DEAD), Duration.ZERO))
                .as("alone it has them all")
                .isPresent();
    }

    private static Route routeTo(String carrier) {
        return new Route("+", Optional.empty(), carrier, 0, BigDecimal.ZERO, 1);
    }

    @Test
    void takesNoMoreThanMayBeUnsettled() {
        carriers(NEVER, A);
        window(A).bound(3);
        for (int taken = 0; taken < 10; taken++) {
            assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isPresent();
        }

        assertThat(dispatch.admit(order(DEAD), Duration.ZERO)).isEmpty();
    }

    @Test
    void aNegativeReceiptSendsItByTheNextRouteAndIsNotTold() throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = beginTaken();

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        receive(A, receipt("a1", order, SmsReceipt.State.EXPIRED));
        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
        assertThat(memory.markOf(order.messageKey()).tried()).containsExactly(A);
    }

    @Test
    void aNegativeReceiptThatOvertakesTheAnswerDoesTheSame() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(A).beforeAnswer = order -> receive(A, receipt("a1", order, SmsReceipt.State.REJECTED));
        center(B).answers(SubmitAnswer.accepted("b1"));

        begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(memory.receipts).isEmpty();
    }

    @Test
    void aReceiptWithoutAReferenceThatOvertakesTheAnswerCountsToo() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(A).beforeAnswer = order -> receive(A, byId("a1", SmsReceipt.State.DELIVERED));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    /** It waits for the answers that are open, and hears what comes meanwhile. */
    @Test
    void aReceiptThatOvertakesTheAnswerCountsWhileItsCarrierIsLeftToo() throws Exception {
        network.open();
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(A).beforeAnswer = order -> {
            network.apply(book(LATE, A, B).without(Set.of(A)));
            receive(A, byId("a1", SmsReceipt.State.DELIVERED));
        };

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextReceipt().messageKey()).isEqualTo(order.messageKey());
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    /** More of them than the carrier has threads here. */
    @Test
    void aCarrierSubmitsWhileTheBrokerIsWaitedFor() throws Exception {
        carriers(LATE, A, B);
        CountDownLatch broker = new CountDownLatch(1);
        memory.beforeKeeping = () -> assertThatNoException().isThrownBy(broker::await);
        center(A).answers(SubmitAnswer.accepted("a1"), SubmitAnswer.accepted("a2"), SubmitAnswer.accepted("a3"));

        for (int order = 0; order < 3; order++) {
            begin(DEAD);
        }

        Polling.until(() -> center(A).sent.size() == 3);
        assertThat(memory.results).isEmpty();
        broker.countDown();
        for (int order = 0; order < 3; order++) {
            assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        }
    }

    /** The carrier brings none of it again. */
    @Test
    void aStopTellsWhatWasToBeLookedAtLater() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        Receipt early = byId("a1", SmsReceipt.State.DELIVERED);
        center(A).beforeAnswer = order -> {
            receive(A, early);
            dispatch.close();
            receive(A, early);
        };

        begin(DEAD);

        for (int i = 0; i < 2; i++) {
            SmsReceipt told = memory.nextReceipt();
            assertThat(told.smscMessageId()).isEqualTo("a1");
            assertThat(told.messageKey()).as("nobody knew whose it is").isNull();
        }
    }

    @Test
    void silenceSendsItByTheNextRoute() throws Exception {
        carriers(SOON, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(B).answers(SubmitAnswer.accepted("b1"));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        Polling.until(() -> memory.gone.contains(order.messageKey()));
    }

    @Test
    void silenceSaysNothingWhereNoReceiptCouldBeHeard() throws Exception {
        carriers(SOON, A, B);
        center(A).hears = false;
        SmsOrder order = beginTaken();

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void silenceSaysNothingOfAMessageWhoseIdNobodyKnows() throws Exception {
        carriers(SOON, A, B);
        SmsOrder order = order(DEAD);
        center(A).answers(SubmitAnswer.accepted(MessageCenter.standIn(order)));

        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void aNegativeReceiptThatEchoesTheReferenceCountsWithoutAnId() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = order(DEAD);
        center(A).answers(SubmitAnswer.accepted(MessageCenter.standIn(order)));
        center(B).answers(SubmitAnswer.accepted("b1"));
        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();
        assertThat(memory.nextResult().smscMessageId()).startsWith("unknown-");

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    /** Its receipts get lost on the way: each message would be sent twice. */
    @Test
    void silenceSaysNothingOfACarrierThatNoReceiptComesFromAtAll() throws Exception {
        carriers(SOON, A, B);
        for (int watch = 0; watch < Silence.MOST; watch++) {
            failOverOnSilence("a" + watch);
        }

        SmsOrder silent = beginTaken();

        Polling.until(() -> memory.gone.contains(silent.messageKey()));
        assertThat(center(B).sent).hasSize(Silence.MOST);
        receive(A, receipt("cafe", order(DEAD), SmsReceipt.State.DELIVERED));
        SmsOrder strange = beginTaken();
        Polling.until(() -> memory.gone.contains(strange.messageKey()));
        assertThat(center(B).sent).as("of a message that nobody knows").hasSize(Silence.MOST);

        receive(A, receipt("a1", silent, SmsReceipt.State.DELIVERED));

        failOverOnSilence("again");
        assertThat(center(B).sent).hasSize(Silence.MOST + 1);
    }

    /** What a carrier says that never knows is no sign that its receipts tell anything. */
    @Test
    void receiptsThatSayNothingEndNoSilence() throws Exception {
        carriers(SOON, A, B);
        center(A).beforeAnswer = order -> receive(A, receipt("a", order, SmsReceipt.State.UNKNOWN));
        for (int watch = 0; watch < Silence.MOST; watch++) {
            failOverOnSilence("a" + watch);
        }

        SmsOrder order = beginTaken();

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).hasSize(Silence.MOST);
    }

    private void failOverOnSilence(String id) throws Exception {
        center(A).answers(SubmitAnswer.accepted(id));
        center(B).answers(SubmitAnswer.accepted(id));
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo(id);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/" + id);
        Polling.until(() -> memory.gone.contains(order.messageKey()));
    }

    /** The carrier is still trying: what comes of it is awaited as before. */
    @ParameterizedTest
    @EnumSource(names = {"ENROUTE", "ACCEPTED", "UNKNOWN"})
    void aNegativeReceiptAfterOneThatSaysNothingYetSendsItByTheNextRoute(SmsReceipt.State first) throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = beginTaken();
        receive(A, receipt("a1", order, first));
        assertThat(memory.nextReceipt().state()).isEqualTo(first);

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        receive(B, receipt("b1", order, SmsReceipt.State.DELIVERED));
        assertDeliveryAloneIsTold(order);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENROUTE", "ACCEPTED"})
    void aCarrierThatIsStillTryingIsNotSilent(SmsReceipt.State state) throws Exception {
        carriers(SOON, A, B);
        center(A).beforeAnswer = order -> receive(A, receipt("a1", order, state));

        SmsOrder order = beginTaken();

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void whoDoesNotKnowWhatBecameOfItIsSilent() throws Exception {
        carriers(SOON, A, B);
        center(A).beforeAnswer = order -> receive(A, receipt("a1", order, SmsReceipt.State.UNKNOWN));
        center(B).answers(SubmitAnswer.accepted("b1"));

        beginTaken();

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    @Test
    void thatAnEarlierCarrierWasStillTryingIsNoWordOfTheNextOne() throws Exception {
        carriers(SOON, A, B, C);
        center(A).beforeAnswer = order -> {
            receive(A, receipt("a1", order, SmsReceipt.State.ENROUTE));
            receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));
        };
        center(B).beforeAnswer = order -> receive(A, receipt("a1", order, SmsReceipt.State.ENROUTE));
        center(B).answers(SubmitAnswer.accepted("b1"));
        center(C).answers(SubmitAnswer.accepted("c1"));

        beginTaken();

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("c/c1");
    }

    @Test
    void anOrderInHandWaitsWhileEveryCarrierPauses() throws Exception {
        carriers(NEVER, A);
        center(A).beforeAnswer = order -> network.apply(new CarrierBook(List.of(), List.of()));
        center(A).answers(SubmitAnswer.refused(CommandStatus.ESME_RTHROTTLED));
        SmsOrder order = begin(DEAD);
        Polling.until(() -> center(A).sent.size() == 1 && network.list().isEmpty());

        carriers(NEVER, B);
        center(B).answers(SubmitAnswer.accepted("b1"));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.gone).containsExactly(order.messageKey());
    }

    @Test
    void nothingIsSentAgainBecauseACarrierWasTakenAwayThatCouldTellNoMore() throws Exception {
        carriers(SOON, A, B);
        center(A).beforeAnswer = order -> carriers(SOON, B);
        center(A).answers(SubmitAnswer.accepted("a1"));

        SmsOrder order = begin(DEAD);

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
    }

    /** After a silence, or a negative receipt that was not the last word. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDeliveredOnItsWayToTheNextCarrierIsNotSentToThat(boolean silence) throws Exception {
        carriers(silence ? SOON : LATE, A, B);
        fill(B);
        SmsOrder order = beginTaken();
        if (!silence) {
            receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));
        }
        Polling.until(() -> memory.markOf(order.messageKey()).tried().contains(A));

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));
        window(B).leave();

        assertThat(memory.nextReceipt().state()).as("the first").isEqualTo(SmsReceipt.State.DELIVERED);
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(center(B).sent).isEmpty();
        assertThat(memory.results).isEmpty();
    }

    /** Its carrier pauses, or stands in no book any more, before it answers: that was sent, and is paid. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAnsweredWhenItsRouteHasGoneIsToldWithIt(boolean pauses) throws Exception {
        Route paid = new Route("+49", Optional.empty(), A, 0, new BigDecimal("0.061"), 1);
        CarrierBook before = new CarrierBook(book(NEVER, A).carriers(), List.of(paid));
        network.apply(before);
        window(A).bound(1);
        center(A).beforeAnswer = order -> network.apply(pauses ? before.without(Set.of(A)) : book(NEVER, B));
        center(A).answers(SubmitAnswer.accepted("a1"));

        begin(DEAD);

        assertThat(memory.nextResult().way()).isEqualTo(new SmsResult.Way(A, "+49", new BigDecimal("0.061")));
    }

    @Test
    void aGoodReceiptInTimeEndsTheWatch() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = beginTaken();
        assertThat(memory.gone).isEmpty();

        receive(A, receipt("a1", order, SmsReceipt.State.DELIVERED));

        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(memory.results).isEmpty();
        assertThat(center(B).sent).isEmpty();
    }

    @Test
    void aNegativeReceiptIsToldWhenNobodyElseTakesIt() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));
        center(B).answers(SubmitAnswer.refused(BAD_SENDER));
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        SmsReceipt told = memory.nextReceipt();
        assertThat(told.state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
        assertThat(told.smscMessageId()).isEqualTo("a1");
        assertThat(memory.results).isEmpty();
        Polling.until(() -> memory.gone.contains(order.messageKey()));
    }

    @Test
    void nothingIsFailedOverWhenTheOtherCarrierIsDown() throws Exception {
        carriers(LATE, A, B);
        SmsOrder order = beginTaken();
        window(B).bound(0);

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextReceipt().state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
    }

    @Test
    void watchesNoOrderWhoseCodeDiesBefore() throws Exception {
        carriers(LATE, A, B);
        center(A).answers(SubmitAnswer.accepted("a1"));

        SmsOrder order = begin(NOW.plus(LATE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        Polling.until(() -> memory.gone.contains(order.messageKey()));
    }

    @Test
    void goesOnWatchingAfterARestart() throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = order(DEAD);
        Mark mark = new Mark(false, true, Set.of(), Optional.of(new Mark.Taken(A, "a1")));
        dispatch.takeUp(new GatewayMemory.Inflight(order, mark));
        assertThat(center(A).sent).isEmpty();

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(center(A).sent).isEmpty();
    }

    @Test
    void aCarrierThatPausesMayStillSayThatItDeliveredNothing() throws Exception {
        carriers(LATE, A, B);
        center(B).answers(SubmitAnswer.accepted("b1"));
        SmsOrder order = beginTaken();
        network.apply(book(LATE, A, B).without(Set.of(A)));

        receive(A, receipt("a1", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
        assertThat(memory.receipts).isEmpty();
    }

    @Test
    void readsACarriersOwnErrorCodeAsABlock() throws Exception {
        carriers(NEVER, A);

        receive(A, new Receipt("a1", SmsReceipt.State.UNDELIVERABLE, "088", OptionalInt.empty(), "4915112345678"));

        assertThat(memory.nextReceipt().state()).isEqualTo(SmsReceipt.State.REJECTED);
    }

    private void carriers(Duration failover, String... names) {
        network.apply(book(failover, names));
        Stream.of(names).forEach(name -> window(name).bound(1));
    }

    private CarrierBook book(Duration failover, String... names) {
        List<Carrier> carriers = Stream.of(names)
                .map(name -> Carriers.withStatuses(
                        Carriers.withLongTexts(
                                Carriers.carrier(
                                        name, Carriers.at(1, "secret12", Duration.ofSeconds(1)), receiptWait, failover),
                                longTexts),
                        new StatusTable(Map.of(FILTERED, CommandStatus.BLOCKED), Set.of("088"))))
                .toList();
        List<Route> routes = Stream.of(names)
                .map(name ->
                        new Route("+", Optional.empty(), name, List.of(names).indexOf(name), BigDecimal.ZERO, 1))
                .toList();
        return new CarrierBook(carriers, routes);
    }

    private OrderDispatch dispatch(GatewayMemory broker) {
        return new OrderDispatch(
                network,
                broker,
                unsettled,
                new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
                clockwork,
                submitters);
    }

    private CarrierLine line(Carrier carrier) {
        ScriptedCenter center = new ScriptedCenter();
        centers.put(carrier.name(), center);
        return new CarrierLine(carrier, center, new SubmissionWindow(carrier.pace()), Executors.newFixedThreadPool(2));
    }

    private ScriptedCenter center(String name) {
        return Objects.requireNonNull(centers.get(name));
    }

    private SubmissionWindow window(String name) {
        return network.find(name).orElseThrow().window();
    }

    private void fill(String name) {
        while (window(name).hasRoom()) {
            assertThat(window(name).enter(Duration.ZERO)).isTrue();
        }
    }

    private SmsOrder begin(Instant expiresAt) {
        return begin(order(expiresAt));
    }

    private SmsOrder begin(SmsOrder order) {
        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();
        return order;
    }

    /** One that the first carrier has taken, as a1. */
    private SmsOrder beginTaken() throws Exception {
        center(A).answers(SubmitAnswer.accepted("a1"));
        SmsOrder order = begin(DEAD);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("a1");
        return order;
    }

    /** Of all receipts, once the order is settled. */
    private void assertDeliveryAloneIsTold(SmsOrder order) throws Exception {
        assertThat(memory.nextReceipt().state()).as("the first").isEqualTo(SmsReceipt.State.DELIVERED);
        Polling.until(() -> memory.gone.contains(order.messageKey()));
        assertThat(memory.receipts).isEmpty();
    }

    private static SmsOrder order(Instant expiresAt) {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW.minusSeconds(1), expiresAt);
    }

    private static SmsOrder orderWith(String text) {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", text, NOW.minusSeconds(1), DEAD);
    }

    /** Returns when the broker has it, or it is held. */
    private void receive(String carrier, Receipt receipt) {
        dispatch.receive(carrier, receipt).join();
    }

    /** As another gateway tells it. */
    private void hear(String carrier, Receipt receipt) {
        dispatch.receiveElsewhere(carrier, Receipt.of(receipt.heardBy("gateway2", carrier)));
    }

    private static Receipt keyed(String id, UUID key, SmsReceipt.State state) {
        return new Receipt(id, state, "", "", OptionalInt.empty(), "", Optional.of(key));
    }

    /** One that echoes nothing. */
    private static Receipt byId(String id, SmsReceipt.State state) {
        return new Receipt(id, state, "000", OptionalInt.empty(), "4915112345678");
    }

    private static Receipt receipt(String id, SmsOrder order, SmsReceipt.State state) {
        int reference = OrderJourney.begin(order, A).reference();
        return new Receipt(id, state, "000", OptionalInt.of(reference), "4915112345678");
    }
}
