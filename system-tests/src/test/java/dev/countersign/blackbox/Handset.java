package dev.countersign.blackbox;

import dev.countersign.device.Challenge;
import dev.countersign.device.Response;
import dev.countersign.sdk.ApprovalKey;
import dev.countersign.sdk.Authenticator;
import dev.countersign.sdk.Begun;
import dev.countersign.sdk.DecidedLogin;
import dev.countersign.sdk.Device;
import dev.countersign.sdk.DeviceReport;
import dev.countersign.sdk.DeviceState;
import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.EnrolmentStatus;
import dev.countersign.sdk.Installation;
import dev.countersign.sdk.Invitation;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.MemoryStore;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.PasswordDoor;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.Platform;
import dev.countersign.sdk.Purpose;
import dev.countersign.sdk.RefusalReason;
import dev.countersign.sdk.Requests;
import dev.countersign.sdk.Server;
import dev.countersign.sdk.TokenSource;
import dev.countersign.sdk.UnlockKind;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A phone in somebody's hand: it is activated and answers challenges, by the library that apps are modelled on. */
public final class Handset {

    public static final String MODEL = "Fairphone 5";
    private static final String PIN = "7q=31";

    private final URI address;
    private final DeviceReport report;
    private final MemoryStore store;
    private final Device device;
    private final PasswordDoor door;
    private final Requests requests;
    private String pin = PIN;

    private Handset(URI address, Platform platform, String osVersion, UnlockKind unlock) {
        this(
                address,
                new MemoryStore(),
                new DeviceReport(platform, osVersion, "1.0.0", MODEL, unlock, false, Optional.empty()));
    }

    private Handset(URI address, MemoryStore store, DeviceReport report) {
        this.address = address;
        this.report = report;
        this.store = store;
        Server server = new Server(address);
        device = new Device(server, store, report, new SecureRandom());
        door = new PasswordDoor(server, device);
        requests = new Requests(server, store);
    }

    /** What somebody has who copied all that is kept now. */
    Handset copied() {
        return copied(address);
    }

    /** The same, but it asks another server. */
    Handset copied(URI server) {
        MemoryStore copy = new MemoryStore();
        copy.update(nothing -> store.read());
        return new Handset(server, copy, report);
    }

    /** A phone of a kind that is taken. */
    public static Handset near(Product product) {
        return near(product.http().base());
    }

    static Handset near(URI server) {
        return new Handset(server, Platform.ANDROID_BROWSER, "14", UnlockKind.PIN);
    }

    /** One that its own lock protects, without a PIN. */
    static Handset unlocking(Product product) {
        return new Handset(product.http().base(), Platform.ANDROID_BROWSER, "14", UnlockKind.DEVICE);
    }

    /** A phone whose system nobody takes any more. */
    public static Handset tooOld(Product product) {
        return new Handset(product.http().base(), Platform.ANDROID_BROWSER, "5.1", UnlockKind.PIN);
    }

    Handset withPin(String other) {
        pin = other;
        return this;
    }

    Outcome<Offer> ask(String linkOrCode) {
        return device.ask(Invitation.parse(linkOrCode).orElseThrow());
    }

    Outcome<Enrolled> activate(Invitation invitation) {
        return device.ask(invitation).then(this::redeem);
    }

    Outcome<Enrolled> redeem(Offer offer) {
        return device.redeem(offer, pin.toCharArray());
    }

    Outcome<Begun> begin(TestUser user, Purpose purpose) {
        return door.begin(user.userName(), user.password().toCharArray(), purpose);
    }

    Outcome<Begun> repeat(Begun begun, TestUser user) {
        return door.repeat(begun, user.userName(), user.password().toCharArray());
    }

    Outcome<TokenSource> send(Begun begun, Begun.TokenNumber number) {
        return door.send(begun, Optional.of(number.id()));
    }

    Outcome<TokenSource> send(Begun begun) {
        return door.send(begun, Optional.empty());
    }

    Outcome<Offer> ask(Begun begun, String token) {
        return device.ask(begun.ofToken(token).orElseThrow());
    }

    Outcome<Enrolled> take(Begun begun, String token) {
        return ask(begun, token).then(this::redeem);
    }

    /** What was on this phone before signs for what is now. */
    Outcome<Enrolled> takeByKeyOf(Handset earlier, Begun begun) {
        ApprovalKey key = earlier.store.read().enrolments().get(0).approvalKey();
        return device.ask(begun.ofKey()).then(offer -> device.redeem(offer, pin.toCharArray(), key));
    }

    public Outcome<DeviceReport> reset() {
        return device.reset();
    }

    /** Scans or types, and claims. */
    public Outcome<Enrolled> activate(String linkOrCode) {
        return ask(linkOrCode).then(this::redeem);
    }

    /** What it shows for its only user. */
    public String respond(String challenge) {
        return respond(challenge, Optional.empty());
    }

    String respond(String challenge, Optional<String> userName) {
        return new Authenticator(store)
                .respond(Challenge.parse(challenge).orElseThrow(), userName, pin.toCharArray())
                .value()
                .map(Response::digits)
                .orElseThrow();
    }

    /** Its app is open until the connection is closed. */
    public LiveConnection open() {
        return requests.open(waiting -> {});
    }

    /** What its users are asked to approve, the newest first. */
    public List<PendingRequest> waiting() {
        return requests.list().value().orElseThrow();
    }

    public Outcome<DecidedLogin> approve(PendingRequest request, Optional<String> number) {
        return approve(request, number, pin);
    }

    Outcome<DecidedLogin> approve(PendingRequest request, Optional<String> number, String typedPin) {
        return requests.approve(request, number, typedPin.toCharArray());
    }

    public Outcome<DecidedLogin> deny(PendingRequest request) {
        return requests.deny(request);
    }

    Outcome<URI> subscribe(PushStandIn.Subscription subscription) {
        return requests.subscribe(subscription.endpoint(), subscription.key(), subscription.auth());
    }

    /** Says that the phone shows its notification. */
    Outcome<UUID> received(PendingRequest request) {
        return requests.received(request.id());
    }

    /** Shows it to its user. */
    public Outcome<PendingRequest> show(PendingRequest request) {
        return requests.opened(request);
    }

    List<EnrolmentStatus> status() {
        return device.status().value().orElseThrow();
    }

    /** A call that the library does not make; the path is behind that of the installation. */
    Answer post(Product product, String path, String json) {
        try (DeviceState kept = store.read()) {
            Installation installation = kept.installation().orElseThrow();
            String token = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(installation.token().toArray());
            return product.http().as(token).post("/api/v1/device/installations/" + installation.id() + path, json);
        }
    }

    /** Tells all that the phone and its user keep to themselves. */
    void tellSecrets(MarkedSecrets secrets) {
        try (DeviceState kept = store.read()) {
            secrets.add(
                    "token of an installation",
                    kept.installation().orElseThrow().token().toArray());
            kept.enrolments().forEach(enrolment -> {
                secrets.add(
                        "challenge key",
                        enrolment.keys().challengeKey().octets().toArray());
                enrolment
                        .keys()
                        .approvalKey()
                        .ifPresent(
                                key -> secrets.add("approval key", key.octets().toArray()));
            });
        }
        secrets.add("PIN of an authenticator", pin);
    }

    /** The id of its only user's enrolment. */
    UUID enrolment() {
        return status().get(0).enrolled().enrolment();
    }

    static RefusalReason reason(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().reason();
    }
}
