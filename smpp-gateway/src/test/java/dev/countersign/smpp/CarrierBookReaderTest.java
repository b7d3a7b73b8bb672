package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.smpp.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierBookReaderTest {

    private static final String SHORTEST = "{'carriers': [{'name': 'north', 'addresses': ['smpp.example:2775'],"
            + " 'systemId': 'me', 'passwordFile': 'north.password'}], 'routes': [{'carrier': 'north'}]}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeSecrets() throws IOException {
        Files.writeString(folder.resolve("north.password"), "secret12\n");
    }

    @Test
    void readsTheShortestWithItsDefaults() {
        CarrierBook book = read(SHORTEST);

        assertThat(book.carriers())
                .containsExactly(new Carrier(
                        "north",
                        new SmppSettings(
                                List.of(new SmppSettings.Address("smpp.example", 2775)),
                                new SmppSettings.Account("me", "secret12", ""),
                                Optional.empty(),
                                new SmppSettings.Timing(
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(10),
                                        GatewaySettings.RECONNECT,
                                        Duration.ofSeconds(30))),
                        List.of(BindKind.TRANSCEIVER),
                        new Carrier.Pace(10, 0),
                        new Carrier.Wording(
                                new Senders(SmppAddress.source("Countersign"), Map.of()), SegmentedText.Form.UDH),
                        new Carrier.Receipts(ReceiptIdForm.SAME, Duration.ofSeconds(20), Duration.ZERO),
                        StatusTable.STANDARD));
        assertThat(book.routes()).containsExactly(new Route("+", Optional.empty(), "north", 0, BigDecimal.ZERO, 1));
    }

    @Test
    void readsTheKeysOfAClient() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, "secret12".toCharArray());
        Files.write(folder.resolve("client.p12"), octets.toByteArray());

        String book = SHORTEST.replace(
                "'systemId'",
                "'tls': true, 'clientKeysFile': 'client.p12', 'clientKeysPasswordFile': 'north.password',"
                        + " 'systemId'");

        // Opened and found empty: file and password were read.
        assertThatThrownBy(() -> read(book)).hasMessageContaining("no private key");
        String base64 = Base64.getEncoder().encodeToString(octets.toByteArray());
        NamedFiles told = new NamedFiles.Told(Map.of("client.p12", base64, "north.password", "secret12"));
        assertThatThrownBy(() -> CarrierBookReader.read(book.replace('\'', '"'), told))
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> read(book.replace("'client.p12'", "'away.p12'")))
                .hasMessageContaining("away.p12 cannot be read");
        assertThatThrownBy(() -> read(book.replace(", 'clientKeysPasswordFile': 'north.password'", "")))
                .hasMessageContaining("clientKeysPasswordFile is missing");
        assertThat(told.toString()).contains("client.p12").doesNotContain("secret12");
    }

    @Test
    void aBookOfCarriersThatAreAllOffHasNone() {
        CarrierBook book = read(SHORTEST.replace("'systemId'", "'off': true, 'systemId'"));

        assertThat(book.carriers()).isEmpty();
        assertThat(book.routes()).isEmpty();
        assertThatThrownBy(() -> read("{'carriers': [], 'routes': []}")).hasMessageContaining("at least one carrier");
    }

    /** Every order would be refused for want of a route. */
    @Test
    void aBookHasARoute() {
        assertThatThrownBy(() -> read(SHORTEST.replace("{'carrier': 'north'}", "")))
                .hasMessageContaining("at least one route");
    }

    @Test
    void readsAllThatCanBeSet() {
        CarrierBook book = read("{'carriers': [{'name': 'north', 'addresses': ['a.example:2775', '10.1.2.3:3000'],"
                + " 'systemId': 'me', 'passwordFile': 'north.password', 'systemType': 'OTP', 'tls': true,"
                + " 'binds': ['TRANSMITTER', 'RECEIVER'], 'window': 5, 'perSecond': 50, 'enquireLink': 'PT20S',"
                + " 'bindTimeout': 'PT5S', 'submitTimeout': 'PT6S', 'credentialPause': 'PT2M', 'sender': '+491700',"
                + " 'senders': {'+1': '12345', '+33': 'Bank'}, 'longTexts': 'SAR', 'receiptIdForm': 'DECIMAL',"
                + " 'receiptWait': 'PT15S', 'failoverAfter': 'PT45S', 'statuses': {'0x0401': 'BLOCKED'},"
                + " 'blockedErrors': ['088'], 'receiptStates': {'Sent': 'ACCEPTED'}, 'alphabet': 'LATIN1',"
                + " 'validity': 'ABSOLUTE', 'senderTon': 0, 'senderNpi': 1, 'serviceType': 'OTP', 'reference': false}],"
                + " 'routes': [{'prefix': '+49', 'network': '26201', 'carrier': 'north', 'priority': 2,"
                + " 'cost': '0.055', 'weight': 3}]}");

        Carrier carrier = book.carriers().get(0);
        assertThat(smpp(carrier).settings().addresses()).hasToString("[a.example:2775, 10.1.2.3:3000]");
        assertThat(smpp(carrier).settings().account().systemType()).isEqualTo("OTP");
        assertThat(smpp(carrier).settings().tls()).isPresent();
        assertThat(smpp(carrier).settings().timing().credentialPause()).isEqualTo(Duration.ofMinutes(2));
        assertThat(smpp(carrier).binds()).containsExactly(BindKind.TRANSMITTER, BindKind.RECEIVER);
        assertThat(smpp(carrier).form())
                .isEqualTo(new SubmitForm(
                        Alphabet.LATIN1,
                        ValidityPeriod.ABSOLUTE,
                        new SubmitForm.Numbering(OptionalInt.of(0), OptionalInt.of(1)),
                        "OTP",
                        false));
        assertThat(carrier.places()).isEqualTo(5);
        assertThat(carrier.pace().perSecond()).isEqualTo(50);
        assertThat(carrier.wording().longTexts()).isEqualTo(SegmentedText.Form.SAR);
        assertThat(carrier.wording().senders().forNumber("+33612345678")).isEqualTo(SmppAddress.source("Bank"));
        assertThat(carrier.receipts())
                .isEqualTo(new Carrier.Receipts(
                        ReceiptIdForm.DECIMAL,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(45),
                        new ReceiptWords(Map.of("SENT", SmsReceipt.State.ACCEPTED))));
        assertThat(carrier.statuses()).isEqualTo(new StatusTable(Map.of(0x401, CommandStatus.BLOCKED), Set.of("088")));
        assertThat(book.routes())
                .containsExactly(new Route("+49", Optional.of("26201"), "north", 2, new BigDecimal("0.055"), 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'north', 'addr | 'north', 'windw': 5, 'addr | carriers[0]: nothing is known of [windw]",
                "'systemId': 'me' | 'systemId': 7 | carriers[0].systemId is of another type",
                "'systemId': 'me', | '' : '', | carriers[0].systemId is missing",
                "smpp.example:2775 | smpp.example | an address is written host:port",
                "smpp.example:2775 | smpp.example:70000 | port",
                "north.password | south.password | south.password cannot be read",
                "'systemId' | 'window': 0, 'systemId' | carriers[0]: a window has",
                "'systemId' | 'window': 1.5, 'systemId' | carriers[0].window is no whole number",
                "'systemId' | 'binds': ['RECEIVER'], 'systemId' | at least one of them submits",
                "'systemId' | 'binds': ['BOTH'], 'systemId' | carriers[0].binds must be one of",
                "'systemId' | 'enquireLink': '30', 'systemId' | carriers[0].enquireLink is no duration",
                "'systemId' | 'submitTimeout': 'PT9999999999999H', 'systemId' | carriers[0].submitTimeout is not between",
                "'systemId' | 'enquireLink': '-PT9999999999999H', 'systemId' | carriers[0].enquireLink is not between",
                "'systemId' | 'failoverAfter': 'PT24H0.001S', 'systemId' | carriers[0].failoverAfter is not between",
                "'systemId' | 'receiptWait': '-PT1S', 'systemId' | carriers[0].receiptWait is not between PT0S and PT24H",
                "'systemId' | 'tls': 'yes', 'systemId' | carriers[0].tls is neither true nor false",
                "'systemId' | 'statuses': {'88': 'RETRY'}, 'systemId' | a status is written 0x",
                "'systemId' | 'receiptStates': {'SENT': 'GOOD'}, 'systemId' | carriers[0].receiptStates must be one of",
                "'systemId' | 'receiptStates': {'NOT SENT': 'EXPIRED'}, 'systemId' | carriers[0]: a word of receiptStates",
                "'systemId' | 'receiptStates': {'': 'EXPIRED'}, 'systemId' | carriers[0]: a word of receiptStates",
                "'systemId' | 'receiptStates': {'Sent': 'EXPIRED', 'SENT': 'DELETED'}, 'systemId' | receiptStates has SENT twice",
                "'systemId' | 'alphabet': 'ASCII', 'systemId' | carriers[0].alphabet must be one of [GSM, LATIN1, UCS2]",
                "'systemId' | 'validity': 'PT5M', 'systemId' | carriers[0].validity must be one of [RELATIVE, ABSOLUTE, NONE]",
                "'systemId' | 'senderTon': 7, 'systemId' | carriers[0]: senderTon is 0 to 6",
                "'systemId' | 'senderNpi': 2, 'systemId' | carriers[0]: senderNpi is 0, 1, 3, 4, 6, 8, 9, 10, 14 or 18",
                "'systemId' | 'serviceType': 'SIXSIX', 'systemId' | carriers[0]: serviceType has at most 5",
                "'systemId' | 'reference': 'no', 'systemId' | carriers[0].reference is neither true nor false",
                "'systemId' | 'longTexts': 'PLAIN', 'systemId' | UDH, SAR or PAYLOAD",
                "'systemId' | 'sender': '+1 202 555 0123', 'systemId' | carriers[0]: a sender is a number with plus sign",
                "'systemId' | 'sender': '+abc', 'systemId' | carriers[0]: a sender is a number with plus sign",
                "'systemId' | 'sender': 'Bröker', 'systemId' | carriers[0]: a sender is a number with plus sign",
                "'systemId' | 'sender': '202-555', 'systemId' | carriers[0]: a sender is a number with plus sign",
                "'systemId' | 'senders': {'+1': ' Broker'}, 'systemId' | carriers[0]: a sender is a number with plus sign",
                "'systemId' | 'window': 667, 'binds': ['TRANSCEIVER', 'TRANSMITTER', 'TRANSCEIVER'], 'systemId' | at most 2000 places",
                "'routes': [{'carrier': 'north' | 'routes': [{'carrier': 'south' | no carrier is called south",
                "'routes': [{'carrier' | 'routes': [{'prefix': '49', 'carrier' | routes[0]: prefix",
                "'routes': [{'carrier' | 'routes': [{'cost': '1e12', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': '1000000', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': '1E999999999', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': '١', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': '', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': 'NaN', 'carrier' | routes[0]: cost is below 1000000",
                "'routes': [{'carrier' | 'routes': [{'cost': '0.0000001', 'carrier' | and has at most 6 decimals",
                "'routes': [{'carrier' | 'routes': [{'cost': '0E-999999999', 'carrier' | and has at most 6 decimals",
                "'routes' | 'ruotes' | nothing is known of [ruotes]",
                "'name': 'north' | 'name': 'Nord GmbH' | a carrier's name is"
            })
    void saysWhereAndWhyItRefuses(String part, String replacement, String complaint) {
        assertThat(SHORTEST).contains(part);

        assertThatThrownBy(() -> read(SHORTEST.replace(part, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("secret12");
    }

    @Test
    void whatARouteCostsHasAPlaceInTheFigures() {
        CarrierBook book = read(SHORTEST.replace(
                "'routes': [{'carrier'", "'routes': [{'cost': '999999.999999', 'carrier': 'north'}, {'carrier'"));

        assertThat(book.routes().get(0).cost()).isEqualTo("999999.999999");
    }

    @Test
    void bindsThatSubmitNothingHaveNoWindow() {
        String binds = "'binds': ['TRANSMITTER', 'RECEIVER', 'TRANSCEIVER'], 'systemId'";

        CarrierBook book = read(SHORTEST.replace("'systemId'", "'window': 1000, " + binds));

        assertThat(book.carriers().get(0).places()).isEqualTo(2_000);
    }

    @Test
    void refusesWhatIsNoJson() {
        for (String text :
                List.of("carriers: north", "[]", "7", "[".repeat(5_000), "{'a': " + "1".repeat(1_200) + "}")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("is no JSON object");
        }
    }

    @Test
    void refusesAPasswordThatIsTooLongWithoutShowingIt() throws IOException {
        Files.writeString(folder.resolve("north.password"), "secret123");

        assertThatThrownBy(() -> read(SHORTEST)).hasMessage("carriers[0]: a password has at most 8 characters");
    }

    @Test
    void noDescriptionShowsThePassword() {
        assertThat(read(SHORTEST).toString()).contains("north").doesNotContain("secret12");
    }

    /** What is changed wrongly leaves things as they were, and is told. */
    @Test
    void aFileIsReadAgainWhenItOrItsPasswordChanges() throws IOException {
        Path json = folder.resolve("carriers.json");
        Files.writeString(json, SHORTEST.replace('\'', '"'));
        CarrierFile file = new CarrierFile(json);
        assertThat(file.look()).isPresent();
        assertThat(file.look()).isEmpty();

        Files.writeString(folder.resolve("north.password"), "another");
        assertThat(smpp(file.look().orElseThrow().carriers().get(0))
                        .settings()
                        .account()
                        .password())
                .isEqualTo("another");

        Files.writeString(json, "{");
        assertThat(file.look()).isEmpty();
        assertThat(file.fault()).contains("carriers.json");

        Files.writeString(json, SHORTEST.replace('\'', '"'));
        assertThat(file.look()).isEmpty();
        assertThat(file.fault()).isEmpty();

        Files.delete(json);
        assertThat(file.look()).isEmpty();
        assertThat(file.fault()).contains("cannot be read");
    }

    @Test
    void theLongestPrefixChoosesTheSender() {
        Senders senders = new Senders(
                SmppAddress.source("Countersign"),
                Map.of("+1", SmppAddress.source("12345"), "+1242", SmppAddress.source("Bahamas")));

        assertThat(senders.forNumber("+12425550123").digits()).isEqualTo("Bahamas");
        assertThat(senders.forNumber("+12125550123").digits()).isEqualTo("12345");
        assertThat(senders.forNumber("+4915112345678").digits()).isEqualTo("Countersign");
    }

    private CarrierBook read(String json) {
        return CarrierBookReader.read(json.replace('\'', '"'), folder);
    }

    private static SmppAccess smpp(Carrier carrier) {
        return (SmppAccess) carrier.access();
    }
}
