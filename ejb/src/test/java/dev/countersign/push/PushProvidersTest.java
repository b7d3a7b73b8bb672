package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which provider a notification goes to, and what is told of it. */
class PushProvidersTest {

    private static final ApnsAddress APPLE = new ApnsAddress("0123456789abcdef".repeat(4));
    private static final FcmAddress GOOGLE = new FcmAddress("phone");

    private final List<Object> told = new ArrayList<>();
    private final List<PushProvider> known = new ArrayList<>();
    private final PushProviders providers = new PushProviders(instance(), event());

    @Test
    void theProviderOfTheAddressSends() {
        known.add(provider(PushService.APNS, true, PushOutcome.dead("status 410")));
        known.add(provider(PushService.FCM, true, PushOutcome.sent()));

        assertThat(providers.send(GOOGLE, PushProviderContract.NOTIFICATION)).isEqualTo(PushOutcome.sent());
        assertThat(providers.send(APPLE, PushProviderContract.NOTIFICATION).kind())
                .isEqualTo(PushOutcome.Kind.ADDRESS_DEAD);

        assertThat(told)
                .containsExactly(
                        new PushAttempted(PushService.FCM, PushOutcome.Kind.SENT),
                        new PushAttempted(PushService.APNS, PushOutcome.Kind.ADDRESS_DEAD));
    }

    @Test
    void aServiceThatIsNotConfiguredIsNotUsed() {
        known.add(provider(PushService.APNS, false, PushOutcome.sent()));

        assertThat(providers.isConfigured(PushService.APNS)).isFalse();
        assertThat(providers.isConfigured(PushService.FCM)).isFalse();
        assertThat(providers.accepts(APPLE)).isFalse();
        assertThat(providers.send(APPLE, PushProviderContract.NOTIFICATION))
                .isEqualTo(new PushOutcome(PushOutcome.Kind.REFUSED, Optional.empty(), "APNS is not configured"));
    }

    @Test
    void addressesAreAcceptedByTheirProvider() {
        known.add(provider(PushService.APNS, true, PushOutcome.sent()));

        assertThat(providers.isConfigured(PushService.APNS)).isTrue();
        assertThat(providers.accepts(APPLE)).isTrue();
        assertThat(providers.accepts(GOOGLE)).isFalse();
    }

    private static PushProvider provider(PushService service, boolean configured, PushOutcome outcome) {
        return new PushProvider() {
            @Override
            public PushService service() {
                return service;
            }

            @Override
            public boolean isConfigured() {
                return configured;
            }

            @Override
            public PushOutcome send(PushAddress to, PushNotification what) {
                return outcome;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private Instance<PushProvider> instance() {
        return (Instance<PushProvider>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (self, method, arguments) -> known.iterator());
    }

    @SuppressWarnings("unchecked")
    private Event<PushAttempted> event() {
        return (Event<PushAttempted>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (self, method, arguments) -> {
                    told.add(arguments[0]);
                    return null;
                });
    }
}
