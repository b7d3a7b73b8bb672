package dev.countersign.smpp;

import java.util.HashSet;
import java.util.Set;

/**
 * Which carriers an order has been with, and so whose word about it counts.
 *
 * @param present to which it was sent last
 * @param holder that took all of it; empty while none has
 * @param inParts that were sent it in several parts, and have not taken all of them
 * @param left that took it and delivered nothing, or refused it for good
 */
record Whereabouts(String present, String holder, Set<String> inParts, Set<String> left) {

    /** Of an order that was sent to nobody. */
    static final Whereabouts NOWHERE = new Whereabouts("", "", Set.of(), Set.of());

    Whereabouts {
        inParts = Set.copyOf(inParts);
        left = Set.copyOf(left);
    }

    /** It goes to a carrier, from its first part or where it stopped there. */
    Whereabouts sent(String carrier, int parts) {
        return new Whereabouts(carrier, holder, parts > 1 ? with(inParts, carrier) : inParts, left);
    }

    /** A carrier took all of it. */
    Whereabouts taken(String carrier) {
        return new Whereabouts(present, carrier, without(inParts, carrier), left);
    }

    /** A carrier took all of it, and perhaps not it alone. */
    Whereabouts complete(String carrier) {
        return new Whereabouts(present, holder, without(inParts, carrier), left);
    }

    /** A carrier delivers nothing of it; another one is looked for. */
    Whereabouts leave(String carrier) {
        return new Whereabouts(present, "", inParts, with(left, carrier));
    }

    /** Whether another carrier has it, or is to have it. */
    boolean isSuperseded(String carrier) {
        return left.contains(carrier) || !(holder.isEmpty() || holder.equals(carrier));
    }

    /** Whether a delivery by this carrier is one of all parts, as far as can be known. */
    boolean isDelivery(String carrier) {
        return !inParts.contains(carrier) || present.equals(carrier);
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return more;
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> fewer = new HashSet<>(names);
        fewer.remove(name);
        return fewer;
    }
}
