package dev.countersign.push;

import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.text.ReaderLanguage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Has tests sent; works inside the caller's transaction, which holds the installation's row. */
@ApplicationScoped
class NotificationTests {

    private static final Duration WINDOW = Duration.ofHours(1);

    @Inject
    private NotificationStore store;

    @Inject
    private TestSettings settings;

    @Inject
    private Event<TestOrdered> ordered;

    @Inject
    private Clock clock;

    /** Has one sent after the success of the transaction, if it may. */
    TestOutcome order(UUID installation, ReaderLanguage language) {
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
