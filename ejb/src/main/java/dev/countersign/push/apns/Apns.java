package dev.countersign.push.apns;

import dev.countersign.push.ApnsAddress;
import dev.countersign.push.PushAddress;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushProvider;
import dev.countersign.push.PushService;
import dev.countersign.push.PushSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** The provider for Apple Push Notification service; configured once a key is named. */
@ApplicationScoped
public class Apns implements PushProvider {

    @Inject
    private ApnsSettings settings;

    @Inject
    private PushSettings limits;

    @Inject
    private Clock clock;

    private Optional<ApnsSender> sender = Optional.empty();

    @PostConstruct
    void prepare() {
        sender = settings.account().map(account -> new ApnsSender(account, limits.newClient(), clock));
    }

    @Override
    public PushService service() {
        return PushService.APNS;
    }

    @Override
    public boolean isConfigured() {
        return sender.isPresent();
    }

    @Override
    public PushOutcome send(PushAddress to, PushNotification what) {
        return sender.orElseThrow(() -> new IllegalStateException("APNs is not configured"))
                .send((ApnsAddress) to, what);
    }
}
