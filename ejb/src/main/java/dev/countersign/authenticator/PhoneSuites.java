package dev.countersign.authenticator;

import dev.countersign.device.HashFunction;
import dev.countersign.device.OcraSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which suites phones can be given: what is open in them are the hashes. A login screen shows six digits and takes eight, an approval is
 * about a SHA-256, and a phone has nothing else to put in but its PIN.
 */
final class PhoneSuites {

    static final String CHALLENGE = "OCRA-1:HOTP-SHA256-8:QN06";
    static final String CHALLENGE_WITH_PIN = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    static final String APPROVAL = "OCRA-1:HOTP-SHA256-8:QH64-PSHA256";

    private static final String PIN_KEY = "countersign.authenticator.pin-suite";
    private static final String APPROVAL_KEY = "countersign.authenticator.approval-suite";

    private static final Map<String, String> BY_KEY = new TreeMap<>(
            Map.of("countersign.authenticator.suite", CHALLENGE, PIN_KEY, CHALLENGE_WITH_PIN, APPROVAL_KEY, APPROVAL));

    private static final String ANY_HASH = "SHA(1|256|512)";

    private PhoneSuites() {}

    /**
     * A sentence for each setting that is a suite by which no phone could answer.
     *
     * @param settings the value of a key; empty where nobody has set one
     */
    static List<String> faults(Function<String, Optional<String>> settings) {
        List<String> faults = new ArrayList<>();
        BY_KEY.forEach((key, likeIt) -> settings.apply(key)
                .filter(suite -> !suite.matches(likeIt.replace("SHA256", ANY_HASH)))
                .ifPresent(suite ->
                        faults.add(key + " is " + likeIt + " or the same with SHA1 or SHA512, and not " + suite)));
        // The server keeps one hash of a phone's PIN.
        if (faults.isEmpty() && !pinHash(PIN_KEY, settings).equals(pinHash(APPROVAL_KEY, settings))) {
            faults.add(PIN_KEY + " and " + APPROVAL_KEY + " must hash the PIN alike");
        }
        return faults;
    }

    /** The suite with the hash by which a phone's PIN is kept, which is an input of each response. */
    static OcraSuite mixing(HashFunction pinHash, String suite) {
        return OcraSuite.parse(suite.substring(0, suite.lastIndexOf('-')) + "-P" + pinHash);
    }

    private static String pinHash(String key, Function<String, Optional<String>> settings) {
        String suite = settings.apply(key).orElse(String.valueOf(BY_KEY.get(key)));
        return suite.substring(suite.lastIndexOf('-'));
    }
}
