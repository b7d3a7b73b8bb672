package dev.countersign.keyfile;

import dev.countersign.keyfile.ImportedKey.Validity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a key may be used for (RFC 6030 section 5). A policy that is not understood forbids the key, as the section demands.
 */
final class KeyPolicy {

    private static final Set<String> KNOWN = Set.of("StartDate", "ExpiryDate", "PINPolicy", "KeyUsage");

    /** With the others the user would type his PIN beside the response. */
    private static final Set<String> PIN_MODES = Set.of("Local", "Algorithmic");

    private final Optional<XmlElement> policy;

    private KeyPolicy(Optional<XmlElement> policy) {
        this.policy = policy;
    }

    static KeyPolicy of(XmlElement key, KeyAlgorithm algorithm) {
        Optional<XmlElement> policy = key.find(Namespaces.PSKC, "Policy");
        policy.ifPresent(all -> requireKnown(all, algorithm == KeyAlgorithm.OCRA ? "CR" : "OTP"));
        return new KeyPolicy(policy);
    }

    Optional<XmlElement> pinPolicy() {
        return policy.flatMap(all -> all.find(Namespaces.PSKC, "PINPolicy"));
    }

    /** Within the life of the device, where that is named too. */
    Validity validity(Optional<XmlElement> device) {
        return new Validity(
                dates(device, "StartDate").max(Comparator.naturalOrder()),
                dates(device, "ExpiryDate").min(Comparator.naturalOrder()));
    }

    private Stream<Instant> dates(Optional<XmlElement> device, String name) {
        return Stream.of(policy, device)
                .flatMap(Optional::stream)
                .map(element -> element.childText(Namespaces.PSKC, name))
                .flatMap(Optional::stream)
                .map(Dates::read);
    }

    private static void requireKnown(XmlElement policy, String usage) {
        List<String> usages = policy.list(Namespaces.PSKC, "KeyUsage").stream()
                .map(element -> element.text().strip())
                .toList();
        boolean known = policy.children().stream()
                        .allMatch(child -> Namespaces.PSKC.contains(child.namespace()) && KNOWN.contains(child.name()))
                && (usages.isEmpty() || usages.contains(usage))
                && policy.find(Namespaces.PSKC, "PINPolicy")
                        .flatMap(pin -> pin.attribute("PINUsageMode"))
                        .filter(mode -> !PIN_MODES.contains(mode))
                        .isEmpty();
        if (!known) {
            throw new RefusedRowException(RowReason.POLICY);
        }
    }
}
