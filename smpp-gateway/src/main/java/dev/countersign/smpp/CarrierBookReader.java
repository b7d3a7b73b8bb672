package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.smpp.route.Route;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@link CarrierBook} from its JSON form, which docs/carriers.md describes. What it does not know it refuses: a word
 * that is spelt wrong would else be a setting that is not made.
 */
final class CarrierBookReader {

    private static final String STATUS_FORM = "0x[0-9a-fA-F]{1,8}";
    private static final int HEX = 16;
    private static final String COST_FORM = "[0-9]{1,6}(\\.[0-9]{1,6})?";

    private final NamedFiles files;
    private final Set<String> off = new HashSet<>();

    private CarrierBookReader(NamedFiles files) {
        this.files = files;
    }

    /**
     * Reads a book.
     *
     * @param folder to which names of other files are relative
     * @throws IllegalArgumentException when it is no book; the text says where and why, and never a password
     */
    static CarrierBook read(String json, Path folder) {
        return read(json, new NamedFiles.OnDisk(folder));
    }

    /** The same where other files are no files. */
    static CarrierBook read(String json, NamedFiles files) {
        return new CarrierBookReader(files).book(new Fields("", parse(json)));
    }

    private static JsonObject parse(String json) {
        try {
            if (Pointers.parse(json) instanceof JsonObject book) {
                return book;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("is no JSON object: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("is no JSON object: it is an array");
    }

    private CarrierBook book(Fields in) {
        List<Carrier> carriers = in.list("carriers", this::carrier);
        List<Route> routes = in.list("routes", CarrierBookReader::route);
        in.end();
        if (carriers.isEmpty()) {
            throw new IllegalArgumentException("there is at least one carrier");
        }
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("there is at least one route, or every order would be refused");
        }
        return new CarrierBook(carriers, routes).without(off);
    }

    /** One that is switched off is read as any other, for its faults. */
    private Carrier carrier(Fields in) {
        boolean isOff = in.flag("off");
        Carrier carrier = in.make(() -> new Carrier(
                in.text("name"),
                in.has("url") ? http(in) : smpp(in),
                new Carrier.Pace(in.number("window", 10), in.number("perSecond", 0)),
                new Carrier.Wording(
                        senders(in),
                        in.has("url")
                                ? SegmentedText.Form.UDH
                                : in.word("longTexts", SegmentedText.Form.class, in.text("longTexts", "UDH"))),
                new Carrier.Receipts(
                        in.has("url")
                                ? ReceiptIdForm.SAME
                                : in.word("receiptIdForm", ReceiptIdForm.class, in.text("receiptIdForm", "SAME")),
                        in.duration("receiptWait", Carrier.Receipts.PATIENCE),
                        in.duration("failoverAfter", Duration.ZERO),
                        in.has("url") ? ReceiptWords.STANDARD : receiptWords(in)),
                statuses(in)));
        in.end();
        if (isOff) {
            off.add(carrier.name());
        }
        return carrier;
    }

    private HttpAccess http(Fields in) {
        Map<String, String> headers = in.texts("headers");
        String secret = secret(in.text("secretFile"));
        headers.replaceAll((name, value) -> value.replace("{secret}", secret));
        return new HttpAccess(
                URI.create(in.text("url")),
                new HttpAccess.MessageForm(body(in), headers, secret),
                new AnswerForm(
                        in.word("answers", AnswerForm.Kind.class, in.text("answers", "JSON")),
                        in.text("id"),
                        in.text("error", ""),
                        errors(in),
                        in.text("status", ""),
                        Set.copyOf(in.words("accepted", List.of()))),
                in.find("callback", callback -> CallbackReader.read(callback, this::secret)),
                in.has("authorities") || in.has("clientKeysFile") ? Optional.of(tls(in)) : Optional.empty(),
                in.duration("submitTimeout", Duration.ofSeconds(10)));
    }

    /** {@code numberErrors} is the short form for those of a number that does not exist. */
    private static Map<String, CommandStatus> errors(Fields in) {
        Map<String, CommandStatus> errors = new HashMap<>();
        in.words("numberErrors", List.of()).forEach(code -> errors.put(code, CommandStatus.GIVE_UP));
        in.texts("errors").forEach((code, asked) -> errors.put(code, in.word("errors", CommandStatus.class, asked)));
        if (!errors.isEmpty() && !in.has("error")) {
            throw new IllegalArgumentException("errors, and numberErrors, go with error");
        }
        return errors;
    }

    /** Without an end a provider that queues for hours would deliver codes that are dead. */
    private static BodyTemplate body(Fields in) {
        BodyTemplate body = new BodyTemplate(in.text("contentType", BodyTemplate.JSON), in.text("body"));
        if (!in.flag("noValidity") && !body.hasValidity()) {
            throw new IllegalArgumentException(
                    "body has no place for {validitySeconds}; where the provider cannot be told, noValidity is true");
        }
        return body;
    }

    private SmppAccess smpp(Fields in) {
        return new SmppAccess(
                settings(in),
                in.words("binds", List.of("TRANSCEIVER")).stream()
                        .map(word -> in.word("binds", BindKind.class, word))
                        .toList(),
                submitForm(in));
    }

    private static SubmitForm submitForm(Fields in) {
        return new SubmitForm(
                in.word("alphabet", Alphabet.class, in.text("alphabet", "GSM")),
                in.word("validity", ValidityPeriod.class, in.text("validity", "RELATIVE")),
                new SubmitForm.Numbering(in.findNumber("senderTon"), in.findNumber("senderNpi")),
                in.text("serviceType", ""),
                !in.has("reference") || in.flag("reference"));
    }

    private SmppSettings settings(Fields in) {
        return new SmppSettings(
                in.words("addresses", List.of()).stream()
                        .map(CarrierBookReader::address)
                        .toList(),
                new SmppSettings.Account(
                        in.text("systemId"), secret(in.text("passwordFile")), in.text("systemType", "")),
                in.flag("tls") ? Optional.of(tls(in)) : Optional.empty(),
                new SmppSettings.Timing(
                        in.duration("enquireLink", Duration.ofSeconds(30)),
                        in.duration("bindTimeout", Duration.ofSeconds(10)),
                        in.duration("submitTimeout", Duration.ofSeconds(10)),
                        GatewaySettings.RECONNECT,
                        in.duration("credentialPause", Duration.ofSeconds(30))));
    }

    private Tls tls(Fields in) {
        Tls tls = new Tls(
                in.find("authorities").map(files::text),
                in.find("clientKeysFile")
                        .map(name -> new ClientKeys(files.octets(name), secret(in.text("clientKeysPasswordFile")))));
        tls.context(); // for its failure
        return tls;
    }

    private static SmppSettings.Address address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 1 || !hostAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("an address is written host:port");
        }
        return new SmppSettings.Address(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private static Senders senders(Fields in) {
        Map<String, SmppAddress> byPrefix = new HashMap<>();
        in.texts("senders").forEach((prefix, sender) -> byPrefix.put(prefix, SmppAddress.source(sender)));
        return new Senders(SmppAddress.source(in.text("sender", "Countersign")), byPrefix);
    }

    private static StatusTable statuses(Fields in) {
        Map<Integer, CommandStatus> classes = new HashMap<>();
        in.texts("statuses").forEach((status, asked) -> {
            if (!status.matches(STATUS_FORM)) {
                throw new IllegalArgumentException("a status is written 0x and up to 8 hexadecimal digits");
            }
            classes.put(
                    Integer.parseUnsignedInt(status.substring(2), HEX),
                    in.word("statuses", CommandStatus.class, asked));
        });
        return new StatusTable(classes, Set.copyOf(in.words("blockedErrors", List.of())));
    }

    private static ReceiptWords receiptWords(Fields in) {
        Map<String, SmsReceipt.State> states = new HashMap<>();
        in.texts("receiptStates")
                .forEach((word, state) -> states.put(word, in.word("receiptStates", SmsReceipt.State.class, state)));
        return new ReceiptWords(states);
    }

    private static Route route(Fields in) {
        Route route = in.make(() -> new Route(
                in.text("prefix", "+"),
                Optional.of(in.text("network", "")).filter(network -> !network.isEmpty()),
                in.text("carrier"),
                in.number("priority", 0),
                cost(in.text("cost", "0")),
                in.number("weight", 1)));
        in.end();
        return route;
    }

    private static BigDecimal cost(String text) {
        if (!text.matches(COST_FORM)) {
            throw new IllegalArgumentException("cost is below 1000000 and has at most 6 decimals, as 0.055");
        }
        return new BigDecimal(text);
    }

    private String secret(String name) {
        return files.text(name).strip();
    }
}
