package dev.countersign.setting;

import dev.countersign.token.TokenSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What users must not be served with: defaults that are made for the machine of a developer. */
final class Production {

    /** What {@code countersign.profile} is where nobody said anything. */
    static final String PROFILE = "production";

    private static final String DEVELOPMENT = "development";

    private static final String ISSUER = "countersign.token.issuer";

    private Production() {}

    /** Whether a profile is production: all but the one are. */
    static boolean isMeant(String profile) {
        return !profile.equals(DEVELOPMENT);
    }

    /** What ends the start, each in a sentence for the operator. */
    static List<String> faults(Function<String, Optional<String>> settings, boolean embeddedDatabase) {
        List<String> faults = new ArrayList<>();
        String issuer = settings.apply(ISSUER).orElse(TokenSettings.LOCAL_ISSUER);
        if (issuer.equals(TokenSettings.LOCAL_ISSUER)) {
            faults.add(
                    ISSUER
                            + " (COUNTERSIGN_TOKEN_ISSUER) is needed in production: the public address of this product, which never changes");
        }
        if (embeddedDatabase) {
            faults.add(
                    "H2 is no database for production: set COUNTERSIGN_DB_KIND=postgresql, COUNTERSIGN_DB_URL, COUNTERSIGN_DB_USER and"
                            + " COUNTERSIGN_DB_PASSWORD, or COUNTERSIGN_PROFILE=development on a machine where nobody is served");
        }
        return faults;
    }

    /** What may be as it should, and is told once. */
    static List<String> doubts(Function<String, Optional<String>> settings) {
        List<String> doubts = new ArrayList<>();
        if (settings.apply("countersign.http.trusted-proxies").isEmpty()) {
            doubts.add(
                    "countersign.http.trusted-proxies names no proxy: behind one all users have its address, and share its limits, such"
                            + " as 20 wrong passwords in ten minutes");
        }
        if (settings.apply("countersign.http.origins").isEmpty()) {
            doubts.add(
                    "countersign.http.origins names no address: behind a proxy that ends TLS no login in a browser is possible");
        }
        return doubts;
    }
}
