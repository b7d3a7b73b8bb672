package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key packages of a file that hold PINs of others (RFC 6030 sections 5.1 and 10.2). */
final class PinKeys {

    private static final int SHORTEST_PIN = 4;
    private static final int LONGEST_PIN = 16;

    private final ProtectedValues values;
    private final Map<String, List<XmlElement>> pins;
    private final Set<String> referred;

    private PinKeys(ProtectedValues values, Map<String, List<XmlElement>> pins, Set<String> referred) {
        this.values = values;
        this.pins = pins;
        this.referred = referred;
    }

    static PinKeys of(List<XmlElement> packages, ProtectedValues values) {
        List<XmlElement> keys = packages.stream().flatMap(PinKeys::keys).toList();
        return new PinKeys(
                values,
                keys.stream().filter(PinKeys::isPin).collect(Collectors.groupingBy(PinKeys::id)),
                keys.stream().flatMap(PinKeys::referred).collect(Collectors.toSet()));
    }

    /** Whether it is the PIN of another key and no device of its own. */
    boolean isReferred(XmlElement keyPackage) {
        return keys(keyPackage).anyMatch(key -> isPin(key) && referred.contains(id(key)));
    }

    /** The PIN that a policy names; empty if it names none. */
    Optional<Octets> find(Optional<XmlElement> pinPolicy) {
        return pinPolicy.flatMap(policy -> policy.attribute("PINKeyId").map(id -> requireFits(read(id), policy)));
    }

    private Octets read(String id) {
        List<XmlElement> found = pins.getOrDefault(id, List.of());
        if (found.size() != 1) {
            throw new RefusedRowException(RowReason.PIN_KEY);
        }
        return Secret.read(found.get(0), values);
    }

    private static Octets requireFits(Octets pin, XmlElement policy) {
        String text = new String(pin.toArray(), StandardCharsets.US_ASCII);
        boolean decimal = policy.attribute("PINEncoding").orElse("DECIMAL").equals("DECIMAL");
        boolean fits = text.matches(decimal ? "[0-9]+" : "[0-9A-Za-z]+")
                && text.length() >= bound(policy, "MinLength", SHORTEST_PIN)
                && text.length() <= bound(policy, "MaxLength", LONGEST_PIN);
        if (!fits) {
            throw new RefusedRowException(RowReason.PIN);
        }
        return pin;
    }

    private static int bound(XmlElement policy, String name, int own) {
        return policy.attribute(name)
                .map(text -> {
                    int stated = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
                    if (stated < SHORTEST_PIN || stated > LONGEST_PIN) {
                        throw new RefusedRowException(RowReason.PIN);
                    }
                    return stated;
                })
                .orElse(own);
    }

    private static boolean isPin(XmlElement key) {
        return key.attribute("Algorithm")
                .filter(uri -> uri.matches("urn:ietf:params:xml:ns:keyprov:pskc[:#]pin"))
                .isPresent();
    }

    private static Stream<XmlElement> keys(XmlElement keyPackage) {
        return keyPackage.list(Namespaces.PSKC, "Key").stream();
    }

    /** The id of the PIN that the policy of a key names; an ambiguous one is refused with its row. */
    private static Stream<String> referred(XmlElement key) {
        return key.list(Namespaces.PSKC, "Policy").stream()
                .flatMap(policy -> policy.list(Namespaces.PSKC, "PINPolicy").stream())
                .flatMap(policy -> policy.attribute("PINKeyId").stream());
    }

    private static String id(XmlElement key) {
        return key.attribute("Id").orElse("");
    }
}
