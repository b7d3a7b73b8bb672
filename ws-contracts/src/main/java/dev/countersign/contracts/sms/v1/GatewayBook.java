package dev.countersign.contracts.sms.v1;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The carriers and routes that a gateway works with from now on, instead of its own settings.
 *
 * @param version rises with each change, from 1
 * @param book JSON as docs/carriers.md has it; null sends the gateway back to its own settings
 * @param secrets texts by the names that stand in the book as names of files
 */
public record GatewayBook(long version, @Nullable String book, Map<String, String> secrets) {

    /** JMSType of the message. */
    public static final String TYPE = "GatewayBook.v1";

    public GatewayBook {
        secrets = Map.copyOf(secrets);
        if (version < 1) {
            throw new IllegalArgumentException("version is 1 or more");
        }
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return "GatewayBook[version " + version + ", secrets " + secrets.keySet() + "]";
    }
}
