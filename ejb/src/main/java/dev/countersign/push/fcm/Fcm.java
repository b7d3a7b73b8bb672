package dev.countersign.push.fcm;

import dev.countersign.push.FcmAddress;
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

/** The provider for Firebase Cloud Messaging; configured once a service account is named. */
@ApplicationScoped
public class Fcm implements PushProvider {

    @Inject
    private FcmSettings settings;

    @Inject
    private PushSettings limits;

    @Inject
    private Clock clock;

    private Optional<FcmSender> sender = Optional.empty();

    @PostConstruct
    void prepare() {
        sender = settings.serviceAccount()
                .map(account -> new FcmSender(settings.address(), account, limits.newClient(), clock));
    }

    @Override
    public PushService service() {
        return PushService.FCM;
    }

    @Override
    public boolean isConfigured() {
        return sender.isPresent();
    }

    @Override
    public PushOutcome send(PushAddress to, PushNotification what) {
        return sender.orElseThrow(() -> new IllegalStateException("FCM is not configured"))
                .send((FcmAddress) to, what);
    }
}
