package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each provider does, whatever its service says it with. */
@Timeout(60)
public abstract class PushProviderContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    protected static final PushNotification NOTIFICATION = new PushNotification(
            UUID.fromString("5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e"),
            "LOGIN",
            "Confirm your login",
            "Open the app – Öffnen 确认",
            Duration.ofMinutes(3),
            Optional.of("login"));

    /** What the service does next. */
    protected enum Next {
        TAKES_IT,
        KNOWS_NOBODY,
        /** And says: not for 30 s. */
        IS_BUSY,
        IS_BROKEN,
        SAYS_NOTHING
    }

    protected abstract void service(Next next);

    protected abstract PushOutcome send(PushNotification what, Duration patience);

    /** How many notifications have reached the service. */
    protected abstract int arrived();

    /** Nobody listens any more. */
    protected abstract void serviceIsAway();

    @Test
    void isSentWhenTheServiceTakesIt() {
        service(Next.TAKES_IT);

        PushOutcome outcome = send(NOTIFICATION, PATIENCE);

        assertThat(outcome.kind()).isEqualTo(PushOutcome.Kind.SENT);
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void anAddressWhereNobodyIsIsDead() {
        service(Next.KNOWS_NOBODY);

        assertThat(send(NOTIFICATION, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.ADDRESS_DEAD);
    }

    @Test
    void aServiceThatIsBusyIsAskedOnceAndSaysForHowLong() {
        service(Next.IS_BUSY);

        PushOutcome outcome = send(NOTIFICATION, PATIENCE);

        assertThat(outcome.kind()).isEqualTo(PushOutcome.Kind.BUSY);
        assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void aBrokenServiceIsWorthARepetition() {
        service(Next.IS_BROKEN);

        assertThat(send(NOTIFICATION, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.FAILED);
    }

    @Test
    void aServiceThatSaysNothingIsNotWaitedForLongerThanAllowed() {
        service(Next.SAYS_NOTHING);

        PushOutcome outcome = send(NOTIFICATION, Duration.ofMillis(300));

        assertThat(outcome.kind()).isEqualTo(PushOutcome.Kind.FAILED);
    }

    @Test
    void aServiceThatIsAwayIsWorthARepetition() {
        serviceIsAway();

        assertThat(send(NOTIFICATION, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.FAILED);
    }
}
