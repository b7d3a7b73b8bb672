package dev.countersign.blackbox;

import dev.countersign.device.Challenge;
import dev.countersign.device.Response;
import dev.countersign.sdk.Authenticator;
import dev.countersign.sdk.Device;
import dev.countersign.sdk.DeviceReport;
import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.EnrolmentStatus;
import dev.countersign.sdk.Invitation;
import dev.countersign.sdk.MemoryStore;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.Platform;
import dev.countersign.sdk.RefusalReason;
import dev.countersign.sdk.Server;
import dev.countersign.sdk.SmsActivation;
import dev.countersign.sdk.UnlockKind;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** A phone in somebody's hand: it is activated and answers challenges, by the library that apps are modelled on. */
public final class Handset {

    public static final String MODEL = "Fairphone 5";
    private static final String PIN = "7a=31";

    private final MemoryStore store;
    private final Device device;
    private String pin = PIN;

    private Handset(MemoryStore store, Device device) {
        this.store = store;
        this.device = device;
    }

    private static Handset of(URI address, Platform platform, String osVersion) {
        DeviceReport report =
                new DeviceReport(platform, osVersion, "1.0.0", MODEL, UnlockKind.PIN, false, Optional.empty());
        MemoryStore store = new MemoryStore();
        return new Handset(store, new Device(new Server(address), store, report, new SecureRandom()));
    }

    /** What somebody has who copied all that is kept now: it answers challenges, and calls no server. */
    Handset copied() {
        MemoryStore copy = new MemoryStore();
        copy.update(nothing -> store.read());
        return new Handset(copy, device);
    }

    /** A phone of a kind that is taken. */
    public static Handset near(Product product) {
        return of(product.http().base(), Platform.ANDROID_BROWSER, "14");
    }

    /** A phone whose system nobody takes any more. */
    public static Handset tooOld(Product product) {
        return of(product.http().base(), Platform.ANDROID_BROWSER, "5.1");
    }

    Handset withPin(String other) {
        pin = other;
        return this;
    }

    Outcome<Offer> ask(String linkOrCode) {
        return device.ask(Invitation.parse(linkOrCode).orElseThrow());
    }

    /** Without the portal, by the password. */
    Outcome<SmsActivation> begin(TestUser user) {
        return device.begin(user.userName(), user.password().toCharArray());
    }

    Outcome<SmsActivation.Sent> send(SmsActivation begun) {
        return device.send(begun, begun.defaultNumber().orElseThrow());
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

    List<EnrolmentStatus> status() {
        return device.status().value().orElseThrow();
    }

    static RefusalReason reason(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().reason();
    }
}
