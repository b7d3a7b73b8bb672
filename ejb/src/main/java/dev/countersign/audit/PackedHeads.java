package dev.countersign.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/** Heads in little memory, about 80 octets each: a year has half a million of them. */
final class PackedHeads {

    private static final Comparator<Packed> ORDER = Comparator.comparingLong(Packed::sequence);
    private static final int DIGITS = 16;

    private final List<Packed> heads = new ArrayList<>();

    /** The four numbers are the chain hash; of the time the seconds are kept. */
    private record Packed(
            long sequence, long hash0, long hash1, long hash2, long hash3, int epoch, long second, boolean due) {

        ExpectedHead unpack() {
            HexFormat hex = HexFormat.of();
            String hash =
                    hex.toHexDigits(hash0) + hex.toHexDigits(hash1) + hex.toHexDigits(hash2) + hex.toHexDigits(hash3);
            return new ExpectedHead(new ChainHead(sequence, hash, epoch), Instant.ofEpochSecond(second), due);
        }
    }

    /** The head is one that {@link HeadSignature} has verified, so that its hash is one. */
    void add(SignedHead signed, boolean due) {
        ChainHead head = signed.head();
        heads.add(new Packed(
                head.sequence(),
                number(head.chainHash(), 0),
                number(head.chainHash(), 1),
                number(head.chainHash(), 2),
                number(head.chainHash(), 3),
                head.epoch(),
                signed.time().getEpochSecond(),
                due));
    }

    int size() {
        return heads.size();
    }

    /** In the order of their places. */
    Iterator<ExpectedHead> ascending() {
        heads.sort(ORDER);
        return heads.stream().map(Packed::unpack).iterator();
    }

    private static long number(String hash, int index) {
        return Long.parseUnsignedLong(hash, index * DIGITS, (index + 1) * DIGITS, 16);
    }
}
