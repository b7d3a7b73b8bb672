package dev.countersign.push;

import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.notice.ReaderLanguage;
import dev.countersign.push.NotificationHealth.Reach;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An app looks whether its notifications come, and has one sent to see. Each method is one transaction; empty: not this id with
 * this token.
 */
@Stateless
public class NotificationDesk {

    private static final Duration WINDOW = Duration.ofHours(1);

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private NotificationStore store;

    @Inject
    private TestSettings settings;

    @Inject
    private Event<TestOrdered> ordered;

    @Inject
    private Clock clock;

    /** What is known of the notifications of an installation. */
    public Optional<NotificationHealth> find(UUID installation, String token) {
        return phones.findInstallation(installation, token).map(known -> store.health(installation));
    }

    /**
     * Has a test sent.
     *
     * @param language of its text
     */
    public Optional<TestOutcome> test(UUID installation, String token, ReaderLanguage language) {
        return phones.lockInstallation(installation)
                .filter(known -> known.isToken(token))
                .map(known -> test(installation, language));
    }

    /** The user has tapped the test. */
    public Optional<UUID> open(UUID installation, String token, UUID test) {
        return phones.findInstallation(installation, token)
                .flatMap(known -> store.findTest(test))
                .filter(known -> known.installationId().equals(installation))
                .map(known -> {
                    known.open(clock.instant());
                    return test;
                });
    }

    private TestOutcome test(UUID installation, ReaderLanguage language) {
        Instant now = clock.instant();
        Instant begin = now.minus(WINDOW);
        List<NotificationTest> before = store.listTests(installation);
        List<NotificationTest> recent =
                before.stream().filter(test -> test.askedAt().isAfter(begin)).toList();
        if (store.health(installation).reach() != Reach.KNOWN) {
            return TestOutcome.unreachable();
        }
        if (recent.size() >= settings.most()) {
            // The newest first: when this one is an hour old there is room for one more.
            Instant free = recent.get(settings.most() - 1).askedAt().plus(WINDOW);
            return TestOutcome.tooMany(Duration.between(now, free));
        }
        before.stream().filter(test -> !recent.contains(test)).forEach(store::remove);
        NotificationTest made = new NotificationTest(installation, language.code(), now);
        store.add(made);
        ordered.fire(new TestOrdered(made.id()));
        return TestOutcome.underWay(made.id());
    }
}
