package dev.countersign.blackbox;

import dev.countersign.device.Challenge;
import dev.countersign.device.Response;
import dev.countersign.sdk.Authenticator;
import dev.countersign.sdk.DecidedLogin;
import dev.countersign.sdk.Device;
import dev.countersign.sdk.DeviceReport;
import dev.countersign.sdk.DeviceStore;
import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.EnrolmentStatus;
import dev.countersign.sdk.Invitation;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.MemoryStore;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.Platform;
import dev.countersign.sdk.RefusalReason;
import dev.countersign.sdk.Requests;
import dev.countersign.sdk.Server;
import dev.countersign.sdk.UnlockKind;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** A phone in somebody's hand: it is activated and answers challenges, by the library that apps are modelled on. */
public final class Handset {

    public static final String MODEL = "Fairphone 5";
    private static final String PIN = "7a=31";

    private final DeviceStore store = new MemoryStore();
    private final Device device;
    private final Requests requests;
    private String pin = PIN;

    private Handset(URI address, Platform platform, String osVersion) {
        DeviceReport report =
                new DeviceReport(platform, osVersion, "1.0.0", MODEL, UnlockKind.PIN, false, Optional.empty());
        Server server = new Server(address);
        device = new Device(server, store, report, new SecureRandom());
        requests = new Requests(server, store);
    }

    /** A phone of a kind that is taken. */
    public static Handset near(Product product) {
        return new Handset(product.http().base(), Platform.ANDROID_BROWSER, "14");
    }

    /** A phone whose system nobody takes any more. */
    public static Handset tooOld(Product product) {
        return new Handset(product.http().base(), Platform.ANDROID_BROWSER, "5.1");
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

    Outcome<PendingRequest> show(PendingRequest request) {
        return requests.opened(request);
    }

    List<EnrolmentStatus> status() {
        return device.status().value().orElseThrow();
    }

    static RefusalReason reason(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().reason();
    }
}
