package dev.countersign.sdk;

import dev.countersign.device.OcraKey;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/** Renews the challenge keys of an installation. Until the server has confirmed a new one, the old one is kept and answers. */
final class Renewing {

    private final Server server;
    private final DeviceStore store;
    private final SecureRandom random;

    Renewing(Server server, DeviceStore store, SecureRandom random) {
        this.server = server;
        this.store = store;
        this.random = random;
    }

    Outcome<Enrolled> renew(Installation installation, UUID id) {
        try (DeviceState state = store.read()) {
            return state.enrolments().stream()
                    .filter(enrolment -> enrolment.id().equals(id))
                    .findFirst()
                    .map(enrolment -> renew(installation, enrolment))
                    .orElseGet(() -> Outcome.refused(RefusalReason.NOT_ENROLLED));
        }
    }

    private Outcome<Enrolled> renew(Installation installation, Enrolment enrolment) {
        String path = "/device/installations/" + installation.id() + "/enrolments/" + enrolment.id() + "/renewal";
        return server.post(path, installation, JsonObject.EMPTY_JSON_OBJECT)
                .outcome(200, Messages::offeredRenewal)
                .then(offer -> {
                    try (Renewal renewal = Renewal.of(offer, enrolment, installation, random)) {
                        return confirm(path, installation, renewal.body())
                                .outcome(200, Messages::confirmation)
                                .then(confirmation -> keep(enrolment, renewal.confirmedBy(confirmation)));
                    }
                });
    }

    /** Where no answer comes the very same call once more: if the first one was taken, the server says so again. */
    private Answer confirm(String path, Installation installation, JsonObject body) {
        try {
            return server.put(path, installation, body);
        } catch (ServerException lost) {
            return server.put(path, installation, body);
        }
    }

    private Outcome<Enrolled> keep(Enrolment enrolment, Optional<OcraKey> confirmed) {
        if (confirmed.isEmpty()) {
            return Outcome.refused(RefusalReason.SERVER_UNPROVEN);
        }
        try (OcraKey key = confirmed.get()) {
            store.update(state -> state.renewed(enrolment.id(), key));
            return new Outcome.Done<>(enrolment.withoutKeys());
        }
    }
}
