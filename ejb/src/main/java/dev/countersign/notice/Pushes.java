package dev.countersign.notice;

import dev.countersign.securityevent.NoticePush;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;

/** Notices on the phone, where the product has them. */
@ApplicationScoped
class Pushes {

    @Inject
    private Instance<NoticePush> pushes;

    boolean tell(SecurityEvent about, String title, String body) {
        return pushes.isResolvable() && pushes.get().tell(about, title, body);
    }

    boolean tellPhone(UUID installation, SecurityEvent about, String title, String body) {
        return pushes.isResolvable() && pushes.get().tellPhone(installation, about, title, body);
    }
}
