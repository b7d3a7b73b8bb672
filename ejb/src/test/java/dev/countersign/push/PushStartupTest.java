package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.schema.StartRefusal;
import dev.countersign.schema.ToldRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the start looks at before anybody waits for a notification. */
class PushStartupTest {

    private final ToldRefusal refusal = new ToldRefusal();
    private final Beans beans = new Beans().give(StartRefusal.class, refusal);

    /** The container wraps what a provider throws when it is made. */
    @Test
    void aProviderThatCannotBeMadeEndsTheStartAndIsTold() {
        beans.offers(List.of(new Provider() {
            @Override
            public boolean isConfigured() {
                throw new IllegalStateException(
                        "cannot be made", new IllegalStateException("countersign.push.vapid.subject must begin"));
            }
        }));

        assertThatThrownBy(this::start).hasMessage("cannot be made");

        assertThat(refusal.told())
                .containsExactly(
                        "The push services are not set rightly: cannot be made: countersign.push.vapid.subject must begin");
    }

    @Test
    void withProvidersThatCanBeMadeItStarts() {
        beans.offers(List.of(new Provider()));

        start();

        assertThat(refusal.told()).isEmpty();
    }

    private void start() {
        beans.run(PushStartup.class, started -> {});
    }

    private static class Provider implements PushProvider {

        @Override
        public PushService service() {
            return PushService.APNS;
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public PushOutcome send(PushAddress to, PushNotification what) {
            return PushOutcome.sent();
        }
    }
}
