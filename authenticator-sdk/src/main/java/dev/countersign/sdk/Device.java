package dev.countersign.sdk;

import jakarta.json.JsonObjectBuilder;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One installation as it talks to its server. Refusals are {@link Outcome}s; no answer is a {@link ServerException}, a state that
 * cannot be kept a {@link StoreException}. Not made for several threads at once.
 */
public final class Device {

    private static final System.Logger LOG = System.getLogger(Device.class.getName());

    private final Server server;
    private final DeviceStore store;
    final DeviceReport report;
    private final SecureRandom random;
    private final Renewing renewing;

    public Device(Server server, DeviceStore store, DeviceReport report, SecureRandom random) {
        this.server = server;
        this.store = store;
        this.report = report;
        this.random = random;
        this.renewing = new Renewing(server, store, random);
    }

    /** What the server offers; uses up nothing. The first call makes this installation's id and token, and keeps them. */
    public Outcome<Offer> ask(Invitation invitation) {
        try (Installation installation = installation()) {
            JsonObjectBuilder body =
                    Messages.named(invitation).add("installation", Messages.report(report, installation.id()));
            return server.post("/device/activations", body.build())
                    .outcome(200, json -> Messages.offer(json, invitation))
                    .then(this::fitting);
        }
    }

    /**
     * Redeems an offer: new key pairs, possession, the PIN sealed, confirmations of both sides. After {@code ACT_PIN_RULES} or a tried
     * PIN the same offer may be redeemed once more. After a {@link ServerException} nothing is kept here, but the server may have used the
     * activation up: then the user begins another one in the portal.
     *
     * @param pin the caller's to wipe; not looked at where the phone unlocks the keys
     */
    public Outcome<Enrolled> redeem(Offer offer, char[] pin) {
        return redeem(offer, pin, Optional.empty());
    }

    /**
     * The same, where an earlier enrolment of the user signs for this one: after {@link Begun#ofKey}.
     *
     * @param earlier its key, that survived here or that an older app on this device left
     */
    public Outcome<Enrolled> redeem(Offer offer, char[] pin, ApprovalKey earlier) {
        return redeem(offer, pin, Optional.of(earlier));
    }

    private Outcome<Enrolled> redeem(Offer offer, char[] pin, Optional<ApprovalKey> earlier) {
        if (hasPin() && !PinRules.accepts(pin)) {
            return Outcome.refused(RefusalReason.ACT_PIN_RULES);
        }
        try (Installation installation = installation();
                Redemption redemption = Redemption.of(offer, installation, report.unlock(), random)) {
            JsonObjectBuilder body =
                    redemption.body(server.address()).add("installation", Messages.report(report, installation.id()));
            earlier.ifPresent(key -> body.add("handOver", redemption.handOver(key, server.address())));
            if (hasPin()) {
                body.add("sealedPin", redemption.sealed(pin, random));
            }
            return server.post("/device/activations/" + offer.activation() + "/redemption", installation, body.build())
                    .outcome(201, json -> Messages.redeemed(json, offer))
                    .then(redeemed -> confirmed(redemption, redeemed));
        }
    }

    /**
     * The enrolments of this installation as the server has them. Keys that the server wants renewed are renewed; where that fails, the
     * old ones are kept, and the next call tries again.
     */
    public Outcome<List<EnrolmentStatus>> status() {
        try (Installation installation = installation()) {
            Outcome<List<EnrolmentStatus>> status =
                    server.get(path(installation), installation).outcome(200, Messages::enrolments);
            status.value().stream()
                    .flatMap(List::stream)
                    .filter(EnrolmentStatus::renewalDue)
                    .forEach(due -> tryToRenew(installation, due.enrolled().enrolment()));
            return status;
        }
    }

    /** Renews the challenge key of one user. */
    public Outcome<Enrolled> renew(UUID enrolment) {
        try (Installation installation = installation()) {
            return renewing.renew(installation, enrolment);
        }
    }

    private void tryToRenew(Installation installation, UUID enrolment) {
        try {
            renewing.renew(installation, enrolment);
        } catch (ServerException e) {
            LOG.log(System.Logger.Level.WARNING, "A key was not renewed; the old one stays in use", e);
        }
    }

    /** Tells the server that this installation loses its data: each of its users has to recover afterwards. */
    public Outcome<DeviceReport> reset() {
        try (Installation installation = installation()) {
            return server.post(
                            path(installation) + "/reset",
                            installation,
                            JsonText.object().build())
                    .outcome(204, report);
        }
    }

    /** Tells the server what this installation is now: after an update of its app or of the operating system. */
    public Outcome<DeviceReport> report() {
        try (Installation installation = installation()) {
            return server.put(path(installation), installation, Messages.report(report, installation.id()))
                    .outcome(204, report);
        }
    }

    private Outcome<Offer> fitting(Offer offer) {
        if (!offer.isFor(report.unlock())) {
            throw new ServerException(server.address() + " offers suites for another kind of device.");
        }
        return offer.isServed() ? new Outcome.Done<>(offer) : Outcome.refused(RefusalReason.SUITE_UNSUPPORTED);
    }

    private Outcome<Enrolled> confirmed(Redemption redemption, Messages.Redeemed answer) {
        Optional<Enrolment> confirmed =
                redemption.confirmedBy(answer.confirmation(), answer.enrolled().userName());
        if (confirmed.isEmpty()) {
            return Outcome.refused(RefusalReason.SERVER_UNPROVEN);
        }
        try (Enrolment enrolment = confirmed.get()) {
            store.update(state -> state.with(enrolment));
            return new Outcome.Done<>(answer.enrolled());
        }
    }

    private boolean hasPin() {
        return report.unlock() == UnlockKind.PIN;
    }

    private static String path(Installation installation) {
        return "/device/installations/" + installation.id();
    }

    /** Kept before the server hears of it: a crash in between would leave the server with a token that nobody has. */
    Installation installation() {
        if (kept().isEmpty()) {
            store.update(state -> state.installation().isPresent()
                    ? state
                    : state.with(Installation.random(server.address(), random)));
        }
        Installation installation = kept().orElseThrow();
        if (!installation.server().equals(server.address())) {
            installation.close();
            throw new StoreException("This device belongs to " + installation.server() + ", not to " + server.address()
                    + ". Use another file for another server.");
        }
        return installation;
    }

    private Optional<Installation> kept() {
        DeviceState state = store.read();
        state.enrolments().forEach(Enrolment::close);
        return state.installation();
    }
}
