package dev.countersign.smpp;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configuration of the gateway; docs/configuration.md says what each key means. */
@Dependent
public class GatewaySettings {

    /** Between attempts to bind. */
    static final Backoff RECONNECT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private static final String INSTANCE_FORM = "[A-Za-z0-9._-]{1,60}";

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));

    @Inject
    @ConfigProperty(name = "countersign.smpp.instance", defaultValue = "gateway1")
    String instance;

    @Inject
    @ConfigProperty(name = "countersign.smpp.carriers")
    Optional<String> carriers;

    @Inject
    @ConfigProperty(name = "countersign.smpp.host", defaultValue = "127.0.0.1")
    String host;

    @Inject
    @ConfigProperty(name = "countersign.smpp.port", defaultValue = "2775")
    int port;

    @Inject
    @ConfigProperty(name = "countersign.smpp.system-id", defaultValue = "countersign")
    String systemId;

    @Inject
    @ConfigProperty(name = "countersign.smpp.password")
    Optional<String> password;

    @Inject
    @ConfigProperty(name = "countersign.smpp.source-address", defaultValue = "Countersign")
    String sourceAddress;

    @Inject
    @ConfigProperty(name = "countersign.smpp.enquire-link-interval", defaultValue = "PT30S")
    Duration enquireLinkInterval;

    @Inject
    @ConfigProperty(name = "countersign.smpp.bind-timeout", defaultValue = "PT10S")
    Duration bindTimeout;

    @Inject
    @ConfigProperty(name = "countersign.smpp.submit-timeout", defaultValue = "PT10S")
    Duration submitTimeout;

    @Inject
    @ConfigProperty(name = "countersign.smpp.credential-pause", defaultValue = "PT30S")
    Duration credentialPause;

    @Inject
    @ConfigProperty(name = "countersign.smpp.receipt-wait", defaultValue = "PT20S")
    Duration receiptWait;

    @Inject
    @ConfigProperty(name = "countersign.smpp.receipt-id-form", defaultValue = "SAME")
    ReceiptIdForm receiptIdForm;

    @Inject
    @ConfigProperty(name = "countersign.smpp.window", defaultValue = "10")
    int window;

    @Inject
    @ConfigProperty(name = "countersign.smpp.max-unsettled", defaultValue = "1000")
    int maxUnsettled;

    @Inject
    @ConfigProperty(name = "countersign.smpp.tls", defaultValue = "false")
    boolean tls;

    @Inject
    @ConfigProperty(name = "countersign.smpp.client-keys")
    Optional<String> clientKeys;

    @Inject
    @ConfigProperty(name = "countersign.smpp.client-keys-password")
    Optional<String> clientKeysPassword;

    @Inject
    @ConfigProperty(name = "countersign.smpp.per-second", defaultValue = "0")
    int perSecond;

    @Inject
    @ConfigProperty(name = "countersign.keys.directory", defaultValue = "/etc/countersign/keys")
    String keysDirectory;

    /**
     * Its name is part of that of a queue, and the core keeps it in a column.
     *
     * @throws IllegalStateException when it is none
     */
    void requireInstance() {
        if (!instance.matches(INSTANCE_FORM)) {
            throw new IllegalStateException(
                    "countersign.smpp.instance is no name of 1 to 60 letters of ASCII, digits, full stops, hyphens and low lines");
        }
    }

    /** The file with the keys that open orders. */
    Path orderKeys() {
        return Path.of(keysDirectory, "sms-gateway.jwks");
    }

    /** The file that tells of several carriers; empty for the one that these settings describe. */
    Optional<Path> carriersFile() {
        return carriers.map(Path::of);
    }

    /** The one carrier that these settings describe; empty without a password. */
    Optional<CarrierBook> singleCarrier() {
        return password.map(secret -> CarrierBook.of(new Carrier(
                Carrier.DEFAULT_NAME,
                new SmppSettings(
                        List.of(new SmppSettings.Address(host, port)),
                        new SmppSettings.Account(systemId, secret, ""),
                        tls ? Optional.of(tls()) : Optional.empty(),
                        new SmppSettings.Timing(
                                enquireLinkInterval, bindTimeout, submitTimeout, RECONNECT, credentialPause)),
                List.of(BindKind.TRANSCEIVER),
                new Carrier.Pace(window, perSecond),
                new Carrier.Wording(new Senders(SmppAddress.source(sourceAddress), Map.of()), SegmentedText.Form.UDH),
                new Carrier.Receipts(receiptIdForm, receiptWait, Duration.ZERO),
                StatusTable.STANDARD)));
    }

    private Tls tls() {
        Tls encrypted = new Tls(Optional.empty(), clientKeys());
        encrypted.context(); // for its failure
        return encrypted;
    }

    private Optional<ClientKeys> clientKeys() {
        return clientKeys.map(
                file -> new ClientKeys(new NamedFiles.OnDisk(Path.of("")).octets(file), clientKeysPassword.orElse("")));
    }

    DispatchSettings dispatch() {
        return new DispatchSettings(instance, PAUSES);
    }
}
