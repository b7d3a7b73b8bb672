package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.UnlockKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a phone of a platform must be.
 *
 * @param minOsVersion numbers with dots between them; 0 for any
 * @param minAppVersion the same
 * @param lockNeeded whether something has to open the keys
 * @param sensorNeeded whether the phone needs a sensor for face or finger
 * @param integrityNeeded whether the platform has to vouch for phone and app; without it a phone that is known to be unsound is refused
 *     all the same
 */
public record DeviceTerms(
        Platform platform,
        String minOsVersion,
        String minAppVersion,
        boolean lockNeeded,
        boolean sensorNeeded,
        boolean integrityNeeded) {

    /** Throws {@link IllegalArgumentException} that names the field. */
    public DeviceTerms {
        if (!DeviceReport.isVersion(minOsVersion)) {
            throw new IllegalArgumentException("minOsVersion has numbers with dots between them");
        }
        if (!DeviceReport.isVersion(minAppVersion)) {
            throw new IllegalArgumentException("minAppVersion has numbers with dots between them");
        }
    }

    private interface Term {
        boolean isBroken(DeviceTerms terms, DeviceReport report, Integrity integrity);
    }

    private record Named(Reason reason, Term term) {}

    /** The first one that is broken is told. */
    private static final List<Named> TERMS = List.of(
            new Named(Reason.DEVICE_REFUSED, (terms, report, integrity) -> !terms.isEnough(integrity)),
            new Named(
                    Reason.OS_TOO_OLD,
                    (terms, report, integrity) -> isOlder(report.osVersion(), terms.minOsVersion)
                            || isOlder(report.appVersion(), terms.minAppVersion)),
            new Named(
                    Reason.NO_LOCK,
                    (terms, report, integrity) -> terms.lockNeeded && report.unlock() == UnlockKind.NONE),
            new Named(Reason.NO_SENSOR, (terms, report, integrity) -> terms.sensorNeeded && !report.sensor()));

    /** Why a phone is not taken; empty if it is. */
    Optional<Reason> obstacle(DeviceReport report, Integrity integrity) {
        return TERMS.stream()
                .filter(named -> named.term.isBroken(this, report, integrity))
                .map(Named::reason)
                .findFirst();
    }

    /** Whether so much is known of the soundness of a phone that it is taken, and that it approves anything once it is. */
    boolean isEnough(Integrity integrity) {
        return integrity == Integrity.SOUND || (integrity == Integrity.UNKNOWN && !integrityNeeded);
    }

    /** The version of its system that a phone lacks; empty where its system is new enough. */
    Optional<String> missingSystem(DeviceReport report) {
        return isOlder(report.osVersion(), minOsVersion) ? Optional.of(minOsVersion) : Optional.empty();
    }

    /** Compares number by number; a version that is not known is older than all but 0. */
    private static boolean isOlder(String version, String least) {
        int[] one = numbers(version);
        int[] other = numbers(least);
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int difference = Integer.compare(at(one, i), at(other, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int[] numbers(String version) {
        return version.isEmpty()
                ? new int[0]
                : Stream.of(version.split("\\.", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    private static int at(int[] numbers, int index) {
        return index < numbers.length ? numbers[index] : 0;
    }
}
