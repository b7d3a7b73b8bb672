package dev.countersign.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Sends each notification by the provider of its address. */
@ApplicationScoped
public class PushProviders {

    private static final System.Logger LOG = System.getLogger(PushProviders.class.getName());

    private Instance<PushProvider> providers;
    private Event<PushAttempted> attempted;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PushProviders() {}

    @Inject
    PushProviders(@Any Instance<PushProvider> providers, Event<PushAttempted> attempted) {
        this.providers = providers;
        this.attempted = attempted;
    }

    public boolean isConfigured(PushService service) {
        return find(service).isPresent();
    }

    /** Whether a notification could be sent there as far as the address itself shows; to be asked before one is kept. */
    public boolean accepts(PushAddress address) {
        return find(address.service())
                .filter(provider -> provider.accepts(address))
                .isPresent();
    }

    /**
     * Sends and waits, some seconds at most; refused where the service is not configured. Throws {@link
     * jakarta.transaction.TransactionalException} inside a transaction.
     */
    @Transactional(Transactional.TxType.NEVER)
    public PushOutcome send(PushAddress to, PushNotification what) {
        PushOutcome outcome = find(to.service())
                .map(provider -> provider.send(to, what))
                .orElseGet(() -> PushOutcome.refused(to.service() + " is not configured"));
        if (outcome.kind() == PushOutcome.Kind.REFUSED) {
            LOG.log(System.Logger.Level.WARNING, "A push service takes no notification: " + outcome.detail());
        }
        attempted.fire(new PushAttempted(to.service(), outcome.kind()));
        return outcome;
    }

    private Optional<PushProvider> find(PushService service) {
        for (PushProvider provider : providers) {
            if (provider.service() == service && provider.isConfigured()) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
