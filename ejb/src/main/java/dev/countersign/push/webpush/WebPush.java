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

    private EndpointRules rules;
    private Vapid vapid;
    private WebPushSender sender;

    @SuppressWarnings("NullAway.Init")
    protected WebPush() {}

    @PostConstruct
    void prepare() {
        rules = settings.endpointRules(new NameLookup(limits.connectTimeout()));
        vapid = new Vapid(keys.pair(), settings.subject());
        sender = new WebPushSender(rules, vapid, limits.newClient(), clock, new SecureRandom());
    }

    /** The key with which browsers subscribe (Push API, applicationServerKey): base64url without padding. */
    public String applicationServerKey() {
        return vapid.applicationServerKey();
    }

    @Override
    public PushService service() {
        return PushService.WEB_PUSH;
    }

    @Override
    public boolean isConfigured() {
        return settings.isOn();
    }

    @Override
    public boolean accepts(PushAddress address) {
        return address instanceof WebPushAddress subscription
                && rules.refusal(subscription.endpoint()).isEmpty();
    }

    @Override
    public PushOutcome send(PushAddress to, PushNotification what) {
        return sender.send((WebPushAddress) to, what);
    }
}
