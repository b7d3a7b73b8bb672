package dev.countersign.number;

import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Has every change of a user's numbers told, and never by the new number. */
@ApplicationScoped
class NumberNotices {

    @Inject
    private Event<SecurityEvent> events;

    void onChange(@Observes NumberChanged event) {
        SecurityEvent.Kind kind =
                event.kind() == Kind.VERIFIED ? SecurityEvent.Kind.NUMBER_VERIFIED : SecurityEvent.Kind.NUMBER_CHANGED;
        SecurityEvent told = SecurityEvent.of(event.userId(), kind);
        events.fire(event.formerNumberId().map(told::toFormerNumber).orElseGet(() -> told.by(Channel.SMS)));
    }
}
