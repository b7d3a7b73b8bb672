package dev.countersign.sms;

import dev.countersign.time.LastReading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether messages can leave, by what the gateways of all nodes said last; works inside the caller's transaction. */
@ApplicationScoped
public class CarrierReach {

    /** Gateways report every few seconds: one that has not for so long is gone. */
    static final Duration PRESENCE = Duration.ofSeconds(15);

    /** Everybody who waits for a code asks, and gateways have news only now and then. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private volatile Known known = new Known(LastReading.NONE, false, Set.of(), false);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    /**
     * What was read last.
     *
     * @param away whether nobody takes messages
     * @param up names of the carriers that take messages
     * @param unnamed whether somebody takes messages who does not say which
     */
    private record Known(LastReading when, boolean away, Set<String> up, boolean unnamed) {}

    /** Whether some gateway has a session to a message center. */
    public boolean isBound() {
        return outbox.countBoundGateways(PRESENCE, clock.instant()) > 0;
    }

    /**
     * Whether gateways have reported, and none of late that a carrier takes messages. Before the first report of all nothing is known. A
     * carrier that has a session and leaves unanswered what it is sent, several times in a row, takes none. As it was at most a second ago.
     */
    public boolean isAway() {
        return read().away();
    }

    /** Whether none of these carriers takes messages at any gateway that has reported of late; as it was at most a second ago. */
    boolean areAway(Set<String> carriers) {
        Known last = read();
        return carriers.isEmpty()
                ? last.away()
                : !last.unnamed() && carriers.stream().noneMatch(last.up()::contains);
    }

    private Known read() {
        Instant now = clock.instant();
        Known last = known;
        if (last.when().isOlderThan(MEMORY, now)) {
            last = readNow(now);
            known = last;
        }
        return last;
    }

    private Known readNow(Instant now) {
        List<GatewayPresence> reachable =
                present().stream().filter(GatewayPresence::isReachable).toList();
        return new Known(
                new LastReading(now),
                reachable.isEmpty() && outbox.isAnyGatewayKnown(),
                reachable.stream()
                        .flatMap(gateway -> gateway.carriersUp().stream())
                        .collect(Collectors.toUnmodifiableSet()),
                reachable.stream().anyMatch(GatewayPresence::isWithoutNames));
    }

    /** Which carriers take less than all messages, or none, which binds are away, and which gateways share a name, for the operator; empty where all are well. */
    public String note() {
        List<GatewayPresence> present = present();
        String troubles =
                present.stream().flatMap(gateway -> gateway.troubles().stream()).collect(Collectors.joining(", "));
        boolean none = !troubles.isEmpty() && present.stream().noneMatch(GatewayPresence::isReachable);
        Stream<String> shared = listShared().stream().map(name -> "several gateways are called " + name);
        return Stream.concat(shared, Stream.of(none ? "no carrier takes messages: " + troubles : troubles))
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Names under which several gateways report; each takes up orders that another has sent. */
    public List<String> listShared() {
        Instant since = clock.instant().minus(PRESENCE);
        return present().stream()
                .filter(gateway -> gateway.isSharedSince(since))
                .map(GatewayPresence::name)
                .toList();
    }

    private List<GatewayPresence> present() {
        return outbox.listGateways(PRESENCE, clock.instant());
    }
}
