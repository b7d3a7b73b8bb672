package dev.countersign.push.webpush;

import dev.countersign.push.PushAddress;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushProvider;
import dev.countersign.push.PushService;
import dev.countersign.push.PushSettings;
import dev.countersign.push.WebPushAddress;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The provider for the push services of browsers. */
@ApplicationScoped
public class WebPush implements PushProvider {

    @Inject
    private WebPushSettings settings;

    @Inject
    private PushSettings limits;

    @Inject
    private VapidKeys keys;

    @Inject
    private Clock clock;

    private Optional<EndpointRules> rules = Optional.empty();
    private Optional<Vapid> vapid = Optional.empty();
    private Optional<WebPushSender> sender = Optional.empty();

    @SuppressWarnings("NullAway.Init")
    protected WebPush() {}

    @PostConstruct
    void prepare() {
        if (!settings.isOn()) {
            return;
        }
        EndpointRules set = settings.endpointRules(new NameLookup(limits.connectTimeout()));
        rules = Optional.of(set);
        Optional<String> subject = settings.subject();
        if (keys.isOpen()) {
            Vapid own = new Vapid(keys.pair(), subject);
            vapid = Optional.of(own);
            sender = Optional.of(new WebPushSender(set, own, limits.newClient(), clock, new SecureRandom()));
        }
    }

    /** The key with which browsers subscribe (Push API, applicationServerKey): base64url without padding; empty where they cannot. */
    public Optional<String> applicationServerKey() {
        return vapid.map(Vapid::applicationServerKey);
    }

    @Override
    public PushService service() {
        return PushService.WEB_PUSH;
    }

    @Override
    public boolean isConfigured() {
        return sender.isPresent();
    }

    @Override
    public boolean accepts(PushAddress address) {
        return address instanceof WebPushAddress subscription
                && rules.filter(set -> set.refusal(subscription.endpoint()).isEmpty())
                        .isPresent();
    }

    @Override
    public PushOutcome send(PushAddress to, PushNotification what) {
        return sender.orElseThrow(() -> new IllegalStateException("Web Push is not configured"))
                .send((WebPushAddress) to, what);
    }
}
