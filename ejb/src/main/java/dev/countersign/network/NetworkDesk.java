package dev.countersign.network;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** Operators say which mobile networks numbers are in. Each method is one transaction. */
@Stateless
public class NetworkDesk {

    @Inject
    private NumberNetworks networks;

    @Inject
    private NetworkSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * Keeps the networks of numbers, each in the place of what was known of that number, for as long as they are believed.
     */
    public void keep(ToldNetworks told, String operator) {
        Instant now = clock.instant();
        Instant until = now.plus(settings.life());
        // In one order, so that two who tell of the same numbers do not wait for each other.
        new TreeMap<>(told.byNumber())
                .forEach((number, network) -> networks.keep(new KnownNetwork(number, network, until)));
        audit.record(AuditFact.aboutNetworks(operator, told.byNumber().size(), "NETWORKS_KEPT"));
    }

    /** What is known of a number now. */
    public Optional<KnownNetwork> find(String number) {
        return networks.find(number).filter(known -> clock.instant().isBefore(known.until()));
    }

    /** Forgets what is known of numbers; returns of how many something was. */
    public int forget(SubscriberNumbers numbers, String operator) {
        int known = (int) numbers.e164().stream().filter(networks::forget).count();
        audit.record(AuditFact.aboutNetworks(operator, known, "NETWORKS_FORGOTTEN"));
        return known;
    }
}
