package dev.countersign.push;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.securityevent.NoticePush;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/**
 * Notices on the phone with the user's authenticator: a row with the caller's transaction, sent after its commit. One that is stopped or
 * lost its app's data is told nothing: it may be in other hands, and the user's next channel takes its place.
 */
@ApplicationScoped
class PushNotices implements NoticePush {

    private static final int MOST_IN_TITLE = 200;
    private static final int MOST_IN_BODY = 1000;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushStore store;

    @Inject
    private PushAddresses addresses;

    @Inject
    private Event<PushOrdered> ordered;

    @Inject
    private Clock clock;

    @Override
    public boolean tell(SecurityEvent about, String title, String body) {
        return authenticators
                .findActive(about.userId())
                .filter(Enrolment::isActive)
                .map(phone -> tellPhone(phone.installationId(), about, title, body))
                .orElse(false);
    }

    @Override
    public boolean tellPhone(UUID installation, SecurityEvent about, String title, String body) {
        if (addresses.find(installation).isEmpty()) {
            return false;
        }
        store.add(new PushNotice(
                installation, about, cut(title, MOST_IN_TITLE), cut(body, MOST_IN_BODY), clock.instant()));
        ordered.fire(new PushOrdered());
        return true;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
