package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Faults;
import dev.countersign.simulator.InboxMessage;
import dev.countersign.simulator.Poll;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import dev.countersign.simulator.SmppKeys;
import dev.countersign.smpp.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's session and dispatch against the real simulator, over TCP. */
class LoopbackTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "secret12";
    private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RECEIPT_WAIT = Duration.ofSeconds(20);

    private Simulator simulator;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private LoopbackGateway gateway;

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK);
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        simulator.close();
    }

    @Test
    void submitsAndPassesTheReceiptOn() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        SmsOrder order = order(1, "Your code is 042042.");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(receipt.messageKey()).isEqualTo(order.messageKey());
        assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED);
        assertThat(receipt.smscMessageId()).isEqualTo(result.smscMessageId());
        InboxMessage message = inbox().get(0);
        assertThat(message.text()).isEqualTo("Your code is 042042.");
        assertThat(message.to()).isEqualTo(order.to());
        assertThat(message.from()).isEqualTo("Countersign");
        assertThat(simulator.inbox().submitSm()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9",
                " !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1AZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfaz\u00e4\u00f6\u00f1\u00fc\u00e0\f^{}\\[~]|\u20ac",
                "\u60a8\u7684\u9a8c\u8bc1\u7801\u662f 042042",
                "\ud83d\udd12 042042"
            })
    void everyCharacterArrives(String text) {
        start(PASSWORD, SUBMIT_TIMEOUT);

        gateway.send(order(1, text));

        assertThat(Poll.until(this::inbox, list -> !list.isEmpty()).get(0).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789\u20ac", "\u044f\ud83d\udd12\u044f"})
    void aLongTextIsOneMessageOfManyParts(String block) {
        start(PASSWORD, SUBMIT_TIMEOUT);
        SmsOrder order = order(1, block.repeat(40));

        gateway.send(order);

        InboxMessage message = Poll.until(this::inbox, list -> !list.isEmpty()).get(0);
        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(message.text()).isEqualTo(order.text());
        assertThat(message.parts()).isGreaterThan(1);
        assertThat(result.parts()).isEqualTo(message.parts());
        assertThat(result.smscMessageId()).isEqualTo(message.id());
        assertThat(simulator.inbox().submitSm()).isEqualTo(message.parts());
    }

    @Test
    void deliversEachOnceWhenEverySecondSubmitIsThrottled() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(Faults.Mode.THROTTLE, 2, 0));
        List<SmsOrder> orders =
                IntStream.range(0, 40).mapToObj(n -> order(n, "Code " + n)).toList();

        orders.forEach(gateway::send);

        Poll.until(gateway.results::size, size -> size == orders.size());
        assertThat(gateway.results).allMatch(result -> result.state() == SmsResult.State.SUBMITTED);
        assertThat(inbox())
                .extracting(InboxMessage::text)
                .doesNotHaveDuplicates()
                .hasSize(orders.size());
        assertThat(simulator.inbox().submitSm()).isGreaterThan(orders.size());
    }

    @Test
    void goesOnAfterSystemErrors() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(Faults.Mode.SYSTEM_ERROR, 1, 0));
        SmsOrder order = order(1, "Code 042042");
        gateway.send(order);
        Poll.until(simulator.inbox()::submitSm, count -> count >= 3);

        simulator.faults().set(new Faults(Faults.Mode.NONE, 1, 0));

        Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty());
        assertThat(inbox()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"NEGATIVE_RECEIPT, UNDELIVERABLE, 011", "REJECTED_RECEIPT, REJECTED, 012"})
    void tellsARefusalByTheReceipt(Faults.Mode fault, SmsReceipt.State state, String error) {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(fault, 1, 0));

        gateway.send(order(1, "Code 042042"));

        SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
        assertThat(receipt.state()).isEqualTo(state);
        assertThat(receipt.errorCode()).isEqualTo(error);
    }

    @Test
    void bindsAgainAfterACutAndSendsNothingTwiceWhenTheReceiptComes() {
        start(PASSWORD, Duration.ofMillis(500));
        simulator.faults().set(new Faults(Faults.Mode.DISCONNECT, 1, 0));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(inbox()).hasSize(1);
        assertThat(result.smscMessageId()).isEqualTo(inbox().get(0).id());
        Poll.until(() -> gateway.links.size(), size -> size >= 3);
        assertThat(gateway.links).startsWith(1, 0, 1);
    }

    @Test
    void aReceiptSettlesWhatWasAnsweredTooLate() {
        start(PASSWORD, Duration.ofMillis(200));
        simulator.faults().set(new Faults(Faults.Mode.SLOW, 1, 600));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(simulator.inbox().submitSm()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesLateSettlesItWithoutAReceipt() {
        start(PASSWORD, Duration.ofMillis(200));
        simulator.faults().set(new Faults(Faults.Mode.NO_RECEIPT, 1, 600));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(result.smscMessageId()).isEqualTo(inbox().get(0).id());
        assertThat(simulator.inbox().submitSm()).isEqualTo(1);
    }

    @Test
    void repeatsOnceWhatTheLastLifeLeft() {
        start(PASSWORD, SUBMIT_TIMEOUT, Duration.ofMillis(50));
        SmsOrder order = order(1, "Code 042042");

        gateway.dispatch.takeUp(new GatewayMemory.Inflight(order, Mark.NONE));

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void waitsLongAfterAWrongPassword() {
        start("wrong", SUBMIT_TIMEOUT);

        Poll.until(() -> gateway.pausesMillis.contains(30_000L), waits -> waits);

        assertThat(gateway.links).isEmpty();
        assertThat(gateway.network.isBound()).isFalse();
        LinkState link = Poll.until(
                () -> gateway.linksOf(Carrier.DEFAULT_NAME).get(0),
                known -> !known.lastFault().isEmpty());
        assertThat(link.lastFault()).isEqualTo("ESME_RINVPASWD (0x0e)");
        assertThat(link.phase()).isEqualTo(LinkState.Phase.BINDING);
    }

    @Test
    void bindsAsSoonAsTheMessageCenterIsThere() throws IOException {
        int port = simulator.smppPort();
        simulator.close();
        gateway = new LoopbackGateway(
                CarrierBook.of(
                        LoopbackGateway.carrier(Carrier.DEFAULT_NAME, port, PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT)),
                CLOCK);
        Poll.until(() -> gateway.pausesMillis.size(), size -> size >= 3);

        simulator = Simulator.start(new SimulatorSettings(0, port, "countersign", PASSWORD), CLOCK);

        Poll.until(gateway.network::isBound, bound -> bound);
        Poll.until(() -> gateway.links.size(), size -> size >= 1);
        assertThat(gateway.links).containsExactly(1);
    }

    @Test
    void unbindsAndStaysAway() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        Poll.until(gateway.network::isBound, bound -> bound);

        gateway.network.close(Duration.ofSeconds(1));

        assertThat(gateway.network.isBound()).isFalse();
        assertThat(gateway.linksOf(Carrier.DEFAULT_NAME))
                .extracting(LinkState::phase)
                .containsExactly(LinkState.Phase.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = SegmentedText.Form.class,
            names = {"SAR", "PAYLOAD"})
    void aLongTextArrivesInTheFormThatTheCarrierWants(SegmentedText.Form form) {
        start(LoopbackGateway.with(defaultCarrier(), List.of(BindKind.TRANSCEIVER), form, Duration.ZERO));
        SmsOrder order = order(1, "0123456789\u20ac".repeat(40));

        gateway.send(order);

        InboxMessage message = Poll.until(this::inbox, list -> !list.isEmpty()).get(0);
        assertThat(message.text()).isEqualTo(order.text());
        assertThat(simulator.inbox().submitSm()).isEqualTo(form == SegmentedText.Form.PAYLOAD ? 1 : message.parts());
    }

    @ParameterizedTest
    @EnumSource
    void aLongTextArrivesInTheAlphabetThatTheCarrierWants(Alphabet alphabet) {
        Carrier usual = defaultCarrier();
        SmppAccess access = (SmppAccess) usual.access();
        SubmitForm own = new SubmitForm(
                alphabet,
                ValidityPeriod.ABSOLUTE,
                new SubmitForm.Numbering(OptionalInt.of(0), OptionalInt.of(1)),
                "OTP",
                false);
        start(new Carrier(
                usual.name(),
                new SmppAccess(access.settings(), access.binds(), own),
                usual.pace(),
                usual.wording(),
                usual.receipts(),
                usual.statuses()));
        SmsOrder order = order(1, "Gr\u00f6\u00dfe {1} ".repeat(30));

        gateway.send(order);

        InboxMessage message = Poll.until(this::inbox, list -> !list.isEmpty()).get(0);
        assertThat(message.text()).isEqualTo(order.text());
        assertThat(message.parts()).isEqualTo(SegmentedText.shortMessages(order.text(), alphabet));
        assertThat(message.dataCoding())
                .isEqualTo(Map.of(Alphabet.GSM, 0, Alphabet.LATIN1, 3, Alphabet.UCS2, 8)
                        .get(alphabet));
    }

    @Test
    void submitsByTransmittersAndHearsByReceivers() {
        start(LoopbackGateway.with(
                defaultCarrier(),
                List.of(BindKind.RECEIVER, BindKind.TRANSMITTER, BindKind.TRANSMITTER),
                SegmentedText.Form.UDH,
                Duration.ZERO));
        Poll.until(
                () -> gateway.linksOf(Carrier.DEFAULT_NAME),
                links -> links.stream().allMatch(link -> link.phase() == LinkState.Phase.BOUND));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
        assertThat(receipt.messageKey()).isEqualTo(order.messageKey());
        assertThat(gateway.links).contains(2);
        assertThat(hears()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(BindKind.class)
    void receiptsComeWhileABindStandsThatHears(BindKind kind) {
        start(LoopbackGateway.with(
                defaultCarrier(), List.of(BindKind.TRANSMITTER, kind), SegmentedText.Form.UDH, Duration.ZERO));
        Poll.until(
                () -> gateway.linksOf(Carrier.DEFAULT_NAME),
                links -> links.stream().allMatch(link -> link.phase() == LinkState.Phase.BOUND));
        assertThat(hears()).isEqualTo(kind != BindKind.TRANSMITTER);

        simulator.close();

        Poll.until(this::hears, hears -> !hears);
    }

    private boolean hears() {
        return gateway.network.find(Carrier.DEFAULT_NAME).orElseThrow().center().hears();
    }

    @Test
    void showsTheSenderThatTheCountryAllows() {
        start(PASSWORD, SUBMIT_TIMEOUT);

        gateway.send(new SmsOrder(UUID.randomUUID(), "+12125550187", "Code 042042", NOW, NOW.plusSeconds(600)));

        InboxMessage message = Poll.until(this::inbox, list -> !list.isEmpty()).get(0);
        assertThat(message.from()).isEqualTo("12025550123");
    }

    @Test
    void goesByAnotherCarrierWhenOneDeliversNothing() throws IOException {
        try (Simulator other = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK)) {
            Carrier north = LoopbackGateway.with(
                    LoopbackGateway.carrier("north", simulator.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT),
                    List.of(BindKind.TRANSCEIVER),
                    SegmentedText.Form.UDH,
                    Duration.ofMinutes(1));
            Carrier south = LoopbackGateway.carrier("south", other.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);
            gateway = new LoopbackGateway(book(north, south), CLOCK);
            Poll.until(() -> List.of("north", "south"), names -> names.stream().allMatch(gateway.network::isUp));
            simulator.faults().set(new Faults(Faults.Mode.NEGATIVE_RECEIPT, 1, 0));
            SmsOrder order = order(1, "Code 042042");

            gateway.send(order);

            List<SmsResult> results = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> list.size() == 2);
            assertThat(results).extracting(SmsResult::state).containsOnly(SmsResult.State.SUBMITTED);
            assertThat(results.get(0).smscMessageId()).startsWith("north/");
            assertThat(results.get(1).smscMessageId()).startsWith("south/");
            SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
            assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED);
            assertThat(receipt.smscMessageId()).isEqualTo(results.get(1).smscMessageId());
            assertThat(other.inbox().list(Optional.empty())).hasSize(1);
        }
    }

    @Test
    void goesByAnotherCarrierWhileOneHasSystemErrors() throws IOException {
        try (Simulator other = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK)) {
            Carrier north =
                    LoopbackGateway.carrier("north", simulator.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);
            Carrier south = LoopbackGateway.carrier("south", other.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);
            gateway = new LoopbackGateway(book(north, south), CLOCK);
            Poll.until(() -> List.of("north", "south"), names -> names.stream().allMatch(gateway.network::isUp));
            simulator.faults().set(new Faults(Faults.Mode.SYSTEM_ERROR, 1, 0));

            for (int number = 0; number < 10; number++) {
                gateway.send(order(number, "Code " + number));
            }

            Poll.until(() -> other.inbox().list(Optional.empty()).size(), size -> size == 10);
            assertThat(gateway.network.isUp("north")).isFalse();
            assertThat(gateway.network.find("north").orElseThrow().lastFault()).isEqualTo("ESME_RSYSERR (0x08)");
        }
    }

    /** As a file of carriers says it, from the keys on the disk to the phone. */
    @Test
    void showsItsCertificateToACarrierThatAsksForOne(@TempDir Path folder) throws Exception {
        SmppKeys keys = new SmppKeys(folder.resolve("smsc.p12"), "changeit");
        makeKeys(folder, keys);
        Files.writeString(folder.resolve("password"), PASSWORD);
        Files.writeString(folder.resolve("keys.password"), keys.password() + "\n");
        SimulatorSettings settings = new SimulatorSettings(0, 0, "countersign", PASSWORD).with(keys);
        try (Simulator asking = Simulator.start(settings, CLOCK)) {
            String shown = "'clientKeysFile': 'smsc.p12', 'clientKeysPasswordFile': 'keys.password', ";
            String book = ("{'carriers': [{'name': 'north', 'addresses': ['127.0.0.1:" + asking.smppPort()
                            + "'], 'systemId': 'countersign', 'passwordFile': 'password', 'tls': true, " + shown
                            + "'authorities': 'smsc.pem', 'credentialPause': 'PT1S'}], 'routes': [{'carrier': 'north'}]}")
                    .replace('\'', '"');
            gateway = new LoopbackGateway(
                    CarrierBookReader.read(book.replace(shown.replace('\'', '"'), ""), folder), CLOCK);
            Poll.until(() -> fault("north"), fault -> !fault.isEmpty());
            assertThat(gateway.network.isUp("north"))
                    .as("without a certificate")
                    .isFalse();

            gateway.network.apply(CarrierBookReader.read(book, folder));
            Poll.until(() -> gateway.network.isUp("north"), up -> up);
            gateway.send(order(1, "Code 042042"));

            Poll.until(() -> asking.inbox().list(Optional.empty()).size(), size -> size == 1);
        }
    }

    private String fault(String carrier) {
        return gateway.network
                .find(carrier)
                .orElseThrow()
                .center()
                .links()
                .get(0)
                .lastFault();
    }

    /** A key, its certificate as one that is trusted, and the same in a file of its own. */
    private static void makeKeys(Path folder, SmppKeys keys) throws Exception {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=smsc",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        keys.file().toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        keys.password())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor()).as("keytool").isZero();
        KeyStore store =
                KeyStore.getInstance(keys.file().toFile(), keys.password().toCharArray());
        Certificate certificate = store.getCertificate("mykey");
        store.setCertificateEntry("trusted", certificate);
        try (OutputStream out = Files.newOutputStream(keys.file())) {
            store.store(out, keys.password().toCharArray());
        }
        Files.writeString(
                folder.resolve("smsc.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void anotherBookTakesEffectWithoutARestart() throws IOException {
        try (Simulator other = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK)) {
            Carrier north =
                    LoopbackGateway.carrier("north", simulator.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);
            gateway = new LoopbackGateway(CarrierBook.of(north), CLOCK);
            Poll.until(() -> gateway.network.isUp("north"), up -> up);
            CarrierLine before = gateway.network.find("north").orElseThrow();
            Carrier south = LoopbackGateway.carrier("south", other.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);

            gateway.network.apply(book(north, south));
            Poll.until(() -> gateway.network.isUp("south"), up -> up);
            assertThat(gateway.network.find("north")).containsSame(before);
            gateway.network.apply(CarrierBook.of(south));

            Poll.until(() -> before.center().links().get(0).phase(), phase -> phase == LinkState.Phase.CLOSED);
            gateway.send(order(1, "Code 042042"));
            Poll.until(() -> other.inbox().list(Optional.empty()).size(), size -> size == 1);
            assertThat(inbox()).isEmpty();
        }
    }

    /** The first comes first. */
    private static CarrierBook book(Carrier first, Carrier second) {
        return new CarrierBook(
                List.of(first, second),
                List.of(
                        new Route("+", Optional.empty(), first.name(), 0, BigDecimal.ZERO, 1),
                        new Route("+", Optional.empty(), second.name(), 1, BigDecimal.ZERO, 1)));
    }

    private Carrier defaultCarrier() {
        return LoopbackGateway.carrier(
                Carrier.DEFAULT_NAME, simulator.smppPort(), PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT);
    }

    private void start(String password, Duration submitTimeout) {
        start(password, submitTimeout, RECEIPT_WAIT);
    }

    private void start(String password, Duration submitTimeout, Duration receiptWait) {
        start(LoopbackGateway.carrier(
                Carrier.DEFAULT_NAME, simulator.smppPort(), password, submitTimeout, receiptWait));
    }

    private void start(Carrier carrier) {
        gateway = new LoopbackGateway(CarrierBook.of(carrier), CLOCK);
    }

    private List<InboxMessage> inbox() {
        return simulator.inbox().list(Optional.empty());
    }

    private static SmsOrder order(int number, String text) {
        String to = String.format(Locale.ROOT, "+4915112%06d", number);
        return new SmsOrder(UUID.randomUUID(), to, text, NOW, NOW.plusSeconds(600));
    }
}
