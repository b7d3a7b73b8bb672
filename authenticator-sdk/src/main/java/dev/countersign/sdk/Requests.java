package dev.countersign.sdk;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What waits on this device for the decision of its users. Refusals are {@link Outcome}s; no answer is a {@link ServerException}:
 * then {@link #list} tells what still waits.
 */
public final class Requests {

    private final Server server;
    private final DeviceStore store;

    public Requests(Server server, DeviceStore store) {
        this.server = server;
        this.store = store;
    }

    /** What waits now, the newest first. */
    public Outcome<List<PendingRequest>> list() {
        return withInstallation(
                installation -> server.get(path(installation), installation).outcome(200, Messages::requests));
    }

    /**
     * Has the server take this device for one whose app is open, and hears at once what waits; until it is closed.
     *
     * @param listener called on a thread of its own with all that waits, each time when that has changed
     * @throws ServerException if the server does not take it
     */
    public LiveConnection open(Consumer<List<PendingRequest>> listener) {
        try (DeviceState state = store.read();
                Installation installation = state.installation()
                        .orElseThrow(() -> new StoreException("Nobody is enrolled on this device."))) {
            return server.stream(path(installation) + "/events", installation, listener);
        }
    }

    /**
     * Has the server tell this device by a push service of browsers (RFC 8030) from now on.
     *
     * @param key the device's public key, p256dh (RFC 8291 section 2.1), base64url
     * @param auth its authentication secret, base64url
     */
    public Outcome<URI> subscribe(URI endpoint, String key, String auth) {
        JsonObject body = JsonText.object()
                .add("service", "WEB_PUSH")
                .add("endpoint", endpoint.toString())
                .add("p256dh", key)
                .add("auth", auth)
                .build();
        return withInstallation(
                installation -> server.put("/device/installations/" + installation.id() + "/push", installation, body)
                        .outcome(204, endpoint));
    }

    /**
     * The phone shows the notification of a request, whether its user looks at it or not; who misses one is told.
     *
     * @param request the id that the push brought
     */
    public Outcome<UUID> received(UUID request) {
        return tell(request, "received").map(told -> request);
    }

    /** The request is on the screen. */
    public Outcome<PendingRequest> opened(PendingRequest request) {
        return tell(request.id(), "opened").map(told -> request);
    }

    /**
     * The user says that it was him. After {@code LOGIN_FACTOR_FAILED} with tries left he may try again.
     *
     * @param number the two digits of the login screen, where the request asks for them
     * @param pin the caller's to wipe; not looked at where the phone unlocks the keys
     */
    public Outcome<DecidedLogin> approve(PendingRequest request, Optional<String> number, char[] pin) {
        return decide(
                request,
                enrolment -> ApprovalProof.approval(enrolment, request.shown(), number, pin, server.address()));
    }

    /** The user says that it was not him: takes no PIN. */
    public Outcome<DecidedLogin> deny(PendingRequest request) {
        return decide(request, enrolment -> ApprovalProof.denial(enrolment, request.shown()));
    }

    private Outcome<DecidedLogin> decide(PendingRequest request, Function<Enrolment, JsonObject> proof) {
        try (DeviceState state = store.read()) {
            Optional<Installation> installation = state.installation();
            Optional<Enrolment> enrolment = state.enrolments().stream()
                    .filter(known -> known.id().equals(request.enrolment())
                            && known.userName().equals(request.shown().user()))
                    .findFirst();
            if (installation.isEmpty() || enrolment.isEmpty()) {
                return Outcome.refused(RefusalReason.NOT_ENROLLED);
            }
            return server.post(
                            path(installation.get()) + "/" + request.id() + "/decision",
                            installation.get(),
                            proof.apply(enrolment.get()))
                    .outcome(200, Messages::decided);
        }
    }

    private Outcome<Boolean> tell(UUID request, String what) {
        return withInstallation(installation -> server.post(
                        path(installation) + "/" + request + "/" + what,
                        installation,
                        JsonText.object().build())
                .outcome(204, true));
    }

    private <T> Outcome<T> withInstallation(Function<Installation, Outcome<T>> call) {
        try (DeviceState state = store.read()) {
            return state.installation().map(call).orElseGet(() -> Outcome.refused(RefusalReason.NOT_ENROLLED));
        }
    }

    private static String path(Installation installation) {
        return "/device/installations/" + installation.id() + "/requests";
    }
}
