package dev.countersign.contracts.sms.v1;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway works with from now on: carriers and routes instead of its own settings, and which carriers pause.
 *
 * @param version rises with each change, from 1
 * @param book JSON as docs/carriers.md has it; null sends the gateway back to its own settings
 * @param secrets texts by the names that stand in the book as names of files
 * @param paused names of carriers that nothing goes to, whoever has set them
 * @param lastRead for a gateway that cannot read {@code book} and has none; null where some gateway has read {@code book}, or none has
 *     read any
 */
public record GatewayBook(
        long version,
        @Nullable String book,
        Map<String, String> secrets,
        Set<String> paused,
        @Nullable LastRead lastRead) {

    /** JMSType of the message. */
    public static final String TYPE = "GatewayBook.v1";

    /**
     * The book that a gateway has read last without a fault.
     *
     * @param book JSON
     * @param secrets texts by the names that stand in it
     */
    public record LastRead(String book, Map<String, String> secrets) {

        public LastRead {
            secrets = Map.copyOf(secrets);
        }

        /** Never a secret. */
        @Override
        public String toString() {
            return "LastRead[secrets " + secrets.keySet() + "]";
        }
    }

    /** With nothing to fall back to. */
    public GatewayBook(long version, @Nullable String book, Map<String, String> secrets, Set<String> paused) {
        this(version, book, secrets, paused, null);
    }

    /** In which no carrier pauses. */
    public GatewayBook(long version, @Nullable String book, Map<String, String> secrets) {
        this(version, book, secrets, Set.of());
    }

    public GatewayBook {
        secrets = Map.copyOf(secrets);
        paused = Set.copyOf(paused);
        if (version < 1) {
            throw new IllegalArgumentException("version is 1 or more");
        }
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return "GatewayBook[version " + version + ", secrets " + secrets.keySet() + ", paused " + paused + "]";
    }
}
