package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.math.BigInteger;
import java.util.Optional;

/** The numbers in the data of a key (RFC 6030 section 4.2): decimal where they are plain, big-endian where encrypted. */
final class Numbers {

    private static final int LONGEST = 20;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Optional<XmlElement> data;
    private final ProtectedValues values;

    Numbers(Optional<XmlElement> data, ProtectedValues values) {
        this.data = data;
        this.values = values;
    }

    /** 0 where none is named. */
    long counter() {
        return find("Counter", RowReason.COUNTER)
                .map(counter -> require(counter, BigInteger.ZERO, MOST, RowReason.COUNTER))
                .orElse(0L);
    }

    /** Seconds of a time step. The number of steps at which the file was written is checked, and else the server's clock counts. */
    Optional<Integer> interval() {
        find("Time", RowReason.TIME).ifPresent(time -> require(time, BigInteger.ZERO, MOST, RowReason.TIME));
        return find("TimeInterval", RowReason.TIME)
                .map(seconds -> (int) require(seconds, BigInteger.ONE, BigInteger.valueOf(48 * 3600L), RowReason.TIME));
    }

    int drift() {
        BigInteger most = BigInteger.valueOf(1_000);
        return find("TimeDrift", RowReason.TIME)
                .map(steps -> (int) require(steps, most.negate(), most, RowReason.TIME))
                .orElse(0);
    }

    private Optional<BigInteger> find(String name, RowReason reason) {
        return data.flatMap(element -> element.find(Namespaces.PSKC, name))
                .map(element -> values.open(element)
                        .map(octets -> unsigned(octets, reason))
                        .orElseGet(() -> decimal(values.plain(element).orElse(""), reason)));
    }

    private static BigInteger unsigned(Octets octets, RowReason reason) {
        if (octets.length() == 0) {
            throw new RefusedRowException(reason);
        }
        return new BigInteger(1, octets.toArray());
    }

    private static BigInteger decimal(String text, RowReason reason) {
        if (text.length() > LONGEST || !text.matches("-?[0-9]+")) {
            throw new RefusedRowException(reason);
        }
        return new BigInteger(text);
    }

    private static long require(BigInteger number, BigInteger lowest, BigInteger highest, RowReason reason) {
        if (number.compareTo(lowest) < 0 || number.compareTo(highest) > 0) {
            throw new RefusedRowException(reason);
        }
        return number.longValueExact();
    }
}
