package dev.countersign.bench;

import dev.countersign.device.Challenge;
import dev.countersign.device.Response;
import dev.countersign.sdk.Authenticator;
import dev.countersign.sdk.Device;
import dev.countersign.sdk.DeviceReport;
import dev.countersign.sdk.Invitation;
import dev.countersign.sdk.MemoryStore;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.Platform;
import dev.countersign.sdk.Requests;
import dev.countersign.sdk.Server;
import dev.countersign.sdk.UnlockKind;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** A phone that is the authenticator of one user, by the library for devices. */
record Handset(Member member, Authenticator authenticator, Requests requests) {

    private static final String PIN = "7q=31";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Logs the user in, who has no factor yet, and activates a phone for him. */
    static Handset activate(Server server, Caller caller, Member member) throws IOException {
        Wire.Reply begun = caller.begin(member);
        String token = caller.token(begun.text("id"), begun.text("secret")).text("accessToken");
        MemoryStore store = new MemoryStore();
        DeviceReport report = new DeviceReport(
                Platform.ANDROID_BROWSER, "14", "1.0.0", "Bench", UnlockKind.PIN, false, Optional.empty());
        Device device = new Device(server, store, report, RANDOM);
        try (Invitation invitation =
                Invitation.parse(caller.activationLink(token)).orElseThrow()) {
            done(device.ask(invitation).then(offer -> device.redeem(offer, PIN.toCharArray())));
        }
        return new Handset(member, new Authenticator(store), new Requests(server, store));
    }

    /** Answers what the login screen shows. */
    void answerChallenge(Caller caller, Wire.Reply begun) throws IOException {
        Challenge challenge = Challenge.parse(begun.text("challenge")).orElseThrow();
        Response response = done(authenticator.respond(challenge, Optional.empty(), PIN.toCharArray()));
        caller.answer(begun.text("id"), begun.text("secret"), response.digits());
    }

    /** Has the server tell the phone by the push service of browsers that the simulator plays. */
    void subscribe(Rig rig) throws IOException {
        String key;
        try (Wire product = new Wire(rig.address())) {
            key = product.get("/api/v1/device/push", "").require(200).text("applicationServerKey");
        }
        try (Wire simulator = new Wire(rig.simulatorAddress())) {
            Wire.Reply made = simulator
                    .post("/simulator/push/subscriptions", "", "{\"applicationServerKey\":\"" + key + "\"}")
                    .require(201);
            done(requests.subscribe(URI.create(made.text("endpoint")), made.text("p256dh"), made.text("auth")));
        }
    }

    /** Approves what waits on the phone, with the number of the login screen where one is asked for. */
    void approve(Wire.Reply begun) {
        PendingRequest request = done(requests.list()).get(0);
        done(requests.approve(request, begun.find("number"), PIN.toCharArray()));
    }

    private static <T> T done(Outcome<T> outcome) {
        return outcome.value().orElseThrow(() -> new IllegalStateException("refused: " + outcome.refusal()));
    }
}
