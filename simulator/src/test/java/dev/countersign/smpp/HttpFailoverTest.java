package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Poll;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import dev.countersign.smpp.route.Route;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A carrier over HTTP and one over SMPP stand in for each other. */
class HttpFailoverTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "secret12";

    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger posts = new AtomicInteger();
    private Simulator simulator;
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 10);
        provider.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posts.incrementAndGet();
            byte[] body = ("{\"id\": \"W" + posts.get() + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
        simulator.close();
    }

    @Test
    void whatTheProviderRefusesGoesOutOverSmpp() {
        status.set(503);
        try (LoopbackGateway gateway = gateway(Duration.ZERO)) {
            SmsOrder order = order();

            gateway.send(order);

            List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> !all.isEmpty());
            assertThat(results.get(0).state()).isEqualTo(SmsResult.State.SUBMITTED);
            assertThat(results.get(0).smscMessageId()).startsWith("north/");
            assertThat(posts).hasValue(3);
            assertThat(simulator.inbox().submitSm()).isEqualTo(1);
        }
    }

    @Test
    void whatTheProviderSaysItCouldNotDeliverGoesOutOverSmpp() {
        try (LoopbackGateway gateway = gateway(Duration.ofMinutes(1))) {
            SmsOrder order = order();
            gateway.send(order);
            Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> all.size() == 1);

            gateway.dispatch
                    .receive("web", new Receipt("w1", SmsReceipt.State.UNDELIVERABLE, "", OptionalInt.empty(), ""))
                    .join();

            List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> all.size() == 2);
            assertThat(results).extracting(SmsResult::smscMessageId).first().isEqualTo("web/w1");
            assertThat(results.get(1).way()).isEqualTo(new SmsResult.Way("north", "+", BigDecimal.ONE));
            assertThat(simulator.inbox().submitSm()).isEqualTo(1);
        }
    }

    /** Each post may have reached the phone. */
    @Test
    void whatTheProviderLeavesOpenIsPostedOnceMoreAtMost() {
        status.set(504);
        try (LoopbackGateway gateway =
                new LoopbackGateway(CarrierBook.of(web(Duration.ofMillis(50), Duration.ZERO)), CLOCK)) {
            SmsOrder order = order();

            gateway.send(order);

            List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> !all.isEmpty());
            assertThat(results).extracting(SmsResult::state).containsExactly(SmsResult.State.UNCERTAIN);
            assertThat(posts).hasValue(2);
        }
    }

    /** No receipt can come. */
    @Test
    void withoutACallbackNobodyWaitsForOne() {
        status.set(504);
        Carrier told = web(Duration.ofHours(1), Duration.ZERO);
        HttpAccess access = (HttpAccess) told.access();
        Carrier silent = new Carrier(
                told.name(),
                new HttpAccess(
                        access.url(),
                        access.form(),
                        access.answer(),
                        Optional.empty(),
                        Optional.empty(),
                        access.submitTimeout()),
                told.pace(),
                told.wording(),
                told.receipts(),
                told.statuses());
        try (LoopbackGateway gateway = new LoopbackGateway(CarrierBook.of(silent), CLOCK)) {
            SmsOrder order = order();

            gateway.send(order);

            List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), all -> !all.isEmpty());
            assertThat(results).extracting(SmsResult::state).containsExactly(SmsResult.State.UNCERTAIN);
            assertThat(posts).hasValue(2);
        }
    }

    private Carrier web(Duration receiptWait, Duration failover) {
        HttpAccess access = new HttpAccess(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/"),
                new HttpAccess.MessageForm(
                        new BodyTemplate(BodyTemplate.JSON, "{\"to\": \"{to}\", \"text\": \"{text}\"}"), Map.of(), ""),
                new AnswerForm(AnswerForm.Kind.JSON, "/id", "", Map.of(), "", Set.of()),
                Optional.of(new CallbackForm(
                        new CallbackSignature(
                                "a callback secret",
                                "X-Signature",
                                CallbackSignature.Algorithm.HMAC_SHA256,
                                SignedText.BODY,
                                Optional.empty()),
                        BodyTemplate.JSON,
                        new CallbackForm.Places(Optional.empty(), "/id", "/status", "", ""),
                        new CallbackForm.Words(Set.of("delivered"), Set.of("failed"), Set.of()))),
                Optional.empty(),
                Duration.ofSeconds(5));
        return new Carrier(
                "web",
                access,
                new Carrier.Pace(10, 0),
                new Carrier.Wording(new Senders(SmppAddress.source("Countersign"), Map.of()), SegmentedText.Form.UDH),
                new Carrier.Receipts(ReceiptIdForm.SAME, receiptWait, failover),
                StatusTable.STANDARD);
    }

    private LoopbackGateway gateway(Duration failover) {
        Carrier north = LoopbackGateway.carrier(
                "north", simulator.smppPort(), PASSWORD, Duration.ofSeconds(5), Duration.ofSeconds(20));
        Carrier web = web(Duration.ofSeconds(20), failover);
        LoopbackGateway gateway = new LoopbackGateway(
                new CarrierBook(
                        List.of(web, north),
                        List.of(
                                new Route("+", Optional.empty(), "web", 0, BigDecimal.ZERO, 1),
                                new Route("+", Optional.empty(), "north", 1, BigDecimal.ONE, 1))),
                CLOCK);
        Poll.until(() -> gateway.network.isUp("north") && gateway.network.isUp("web"), up -> up);
        return gateway;
    }

    private static SmsOrder order() {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(600));
    }
}
