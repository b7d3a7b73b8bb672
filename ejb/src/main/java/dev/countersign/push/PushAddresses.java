package dev.countersign.push;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where phones are reached by a push service that is configured and knows them; works inside the caller's transaction. */
@ApplicationScoped
class PushAddresses {

    @Inject
    private PushStore store;

    @Inject
    private PushProviders providers;

    @Inject
    private Secrets secrets;

    Optional<PushAddress> find(UUID installation) {
        return store.findDevice(installation)
                .flatMap(device -> device.address(secrets))
                .filter(address -> providers.isConfigured(address.service()));
    }

    /** Its push service does not know the address any more. One that came meanwhile is another one, and stays. */
    void reject(UUID installation, PushAddress dead, Instant now) {
        PushDevice device = store.lockDevice(installation);
        device.address(secrets).filter(dead::equals).ifPresent(known -> device.reject(now));
    }
}
