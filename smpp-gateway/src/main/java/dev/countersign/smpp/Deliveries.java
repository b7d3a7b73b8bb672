package dev.countersign.smpp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What receipts told lately of the messages that one carrier took, by the prefix of the route by which they went. Bounded: the prefix of
 * which nothing was heard for longest is forgotten first.
 */
final class Deliveries {

    static final int MOST_PREFIXES = 100;

    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

    private final String carrier;
    private final Map<String, LastOutcomes> outcomes = new BoundedMap<>(MOST_PREFIXES);
    private final Set<String> bad = ConcurrentHashMap.newKeySet();

    /**
     * Knows nothing.
     *
     * @param carrier name for the log
     */
    Deliveries(String carrier) {
        this.carrier = carrier;
    }

    /** A message was delivered, or will never be. */
    synchronized void note(String prefix, boolean delivered, Instant now) {
        LastOutcomes last = outcomesOf(prefix);
        last.add(delivered, now);
        outcomes.remove(prefix);
        outcomes.put(prefix, last);
        look(prefix, now);
    }

    /** Whether little was delivered by some prefix when that was looked at last. Waits for nobody. */
    boolean isAnyBad() {
        return !bad.isEmpty();
    }

    /** Whether less than half of the last messages that went by a prefix were delivered, and there were enough of them to say so. */
    boolean isBad(String prefix, Instant now) {
        return bad.contains(prefix) && look(prefix, now);
    }

    /** The prefixes of which that is so, in order. */
    List<String> listBad(Instant now) {
        return bad.stream().filter(prefix -> look(prefix, now)).sorted().toList();
    }

    private synchronized boolean look(String prefix, Instant now) {
        LastOutcomes last = outcomesOf(prefix);
        boolean is = last.areBad(now);
        if (is && bad.add(prefix)) {
            log(System.Logger.Level.WARNING, prefix, "delivers-badly", last);
        } else if (!is && bad.remove(prefix)) {
            log(System.Logger.Level.INFO, prefix, "delivers-again", last);
        }
        return is;
    }

    private LastOutcomes outcomesOf(String prefix) {
        LastOutcomes known = outcomes.get(prefix);
        return known == null ? new LastOutcomes() : known;
    }

    private void log(System.Logger.Level level, String prefix, String event, LastOutcomes last) {
        LOG.log(
                level,
                "smpp.route carrier={0} prefix={1} event={2} good={3} of={4}",
                carrier,
                prefix,
                event,
                last.delivered(),
                last.size());
    }
}
